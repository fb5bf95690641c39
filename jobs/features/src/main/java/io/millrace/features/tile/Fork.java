package io.millrace.features.tile;

import io.millrace.features.aggregate.Ir;

/** Two stretches whose times agree above a digit and differ in it. */
final class Fork implements Node {
    final int digit;
    final Object owner;
    Node earlier;
    Node later;
    private int size;
    private long first;
    private long last;
    private Ir cached;

    Fork(int digit, Node earlier, Node later, Object owner) {
        this.digit = digit;
        this.earlier = earlier;
        this.later = later;
        this.owner = owner;
        measure();
    }

    /** To be called after a change of either side. */
    void changed() {
        measure();
        cached = null;
    }

    private void measure() {
        size = earlier.size() + later.size();
        first = earlier.first();
        last = later.last();
    }

    @Override
    public long first() {
        return first;
    }

    @Override
    public long last() {
        return last;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long ceiling(long time) {
        return earlier.last() >= time ? earlier.ceiling(time) : later.ceiling(time);
    }

    @Override
    public void query(long low, long high, Scratch scratch, int depth, Ir into) {
        boolean whole = low <= first && last <= high;
        if (whole && cached != null) {
            into.set(cached);
            return;
        }
        merge(low, high, scratch, depth, into);
        if (whole && size >= scratch.layout().keptFrom()) {
            cached = scratch.layout().copy(into);
        }
    }

    private void merge(long low, long high, Scratch scratch, int depth, Ir into) {
        if (earlier.last() < low) {
            later.query(low, high, scratch, depth, into);
        } else if (later.first() > high) {
            earlier.query(low, high, scratch, depth, into);
        } else {
            earlier.query(low, high, scratch, depth, into);
            Ir right = scratch.empty(depth);
            later.query(low, high, scratch, depth + 1, right);
            scratch.layout().merge(into, right);
        }
    }
}
