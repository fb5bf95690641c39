package io.millrace.features.tile;

import io.millrace.features.aggregate.Ir;
import io.millrace.features.aggregate.RowReader;

/** A leaf of the tree: a few rows, and their IR while they do not change. */
final class Block implements Node, RowReader {
    final Object owner;
    private final Rows rows;
    private Ir cached;
    private int at;

    Block(Rows rows, Object owner) {
        this.rows = rows;
        this.owner = owner;
    }

    void insert(Row row) {
        rows.insert(row);
        cached = null;
    }

    /** Removes one row that equals this one. */
    boolean remove(Row row) {
        int index = rows.find(row);
        if (index < 0) {
            return false;
        }
        rows.remove(index, index + 1);
        cached = null;
        return true;
    }

    /** Removes the rows up to and at a time. */
    void expire(long time) {
        rows.remove(0, rows.upperBound(time));
        cached = null;
    }

    @Override
    public long first() {
        return rows.time(0);
    }

    @Override
    public long last() {
        return rows.time(rows.size() - 1);
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public long ceiling(long time) {
        return rows.time(rows.lowerBound(time));
    }

    /** To be read by index, from any thread while the owner leaves the block alone. */
    Rows rows() {
        return rows;
    }

    @Override
    public void query(long low, long high, Scratch scratch, int depth, Ir into) {
        int from = rows.lowerBound(low);
        int to = rows.upperBound(high);
        if (from >= to) {
            return;
        }
        if (from > 0 || to < rows.size()) {
            merge(from, to, scratch, depth, into);
        } else if (cached != null) {
            into.set(cached);
        } else {
            merge(from, to, scratch, depth, into);
            if (rows.size() >= scratch.layout().keptFrom()) {
                cached = scratch.layout().copy(into);
            }
        }
    }

    /** Merges some rows along the binary digits of their times. */
    private void merge(int from, int to, Scratch scratch, int depth, Ir into) {
        if (rows.time(from) == rows.time(to - 1)) {
            for (at = from; at < to; at++) {
                scratch.layout().add(into, this);
            }
            return;
        }
        int middle = rows.split(from, to);
        merge(from, middle, scratch, depth, into);
        Ir right = scratch.empty(depth);
        merge(middle, to, scratch, depth + 1, right);
        scratch.layout().merge(into, right);
    }

    @Override
    public long time() {
        return rows.time(at);
    }

    @Override
    public boolean isNull(int column) {
        return rows.isNull(at, column);
    }

    @Override
    public long bits(int column) {
        return rows.bits(at, column);
    }

    @Override
    public Object object(int column) {
        return rows.object(at, column);
    }
}
