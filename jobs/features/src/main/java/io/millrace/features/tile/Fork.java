package io.millrace.features.tile;

import io.millrace.features.aggregate.Ir;
import javax.annotation.Nullable;

/** Two stretches whose times agree above a digit and differ in it. */
final class Fork implements Node {
    /** The first time that belongs to the later side. */
    final long middle;

    final int digit;
    final Object owner;
    Node earlier;
    Node later;
    @Nullable private Ir ir;
    private boolean valid;

    /** A fork of two sides of which {@code time} is a time of the later one. */
    Fork(int digit, long time, Node earlier, Node later, Object owner) {
        this.digit = digit;
        this.middle = time >> digit << digit;
        this.earlier = earlier;
        this.later = later;
        this.owner = owner;
    }

    /** To be called after a change of either side. */
    void changed() {
        valid = false;
    }

    /** Whether a time, with rows or without, belongs to one of the sides. */
    boolean reaches(long time) {
        return Digits.agreeAbove(time, middle, digit);
    }

    @Override
    public long first() {
        return earlier.first();
    }

    @Override
    public long last() {
        return later.last();
    }

    @Override
    public int size() {
        return earlier.size() + later.size();
    }

    @Override
    @Nullable
    public Block ceiling(long time) {
        Block found = time < middle ? earlier.ceiling(time) : null;
        return found == null ? later.ceiling(time) : found;
    }

    @Override
    @Nullable
    public Block floor(long time) {
        Block found = time >= middle ? later.floor(time) : null;
        return found == null ? earlier.floor(time) : found;
    }

    @Override
    public int missingRows(int rows) {
        int missing = earlier.missingRows(rows);
        return missing <= 0 ? missing : later.missingRows(missing);
    }

    @Override
    public Ir value(Scratch scratch, int depth) {
        if (valid) {
            return ir;
        }
        if (!hasRows(scratch.layout().keptFrom())) {
            Ir passing = scratch.empty(depth);
            passing.set(earlier.value(scratch, depth + 1));
            appendLater(scratch, depth + 1, passing);
            return passing;
        }
        startWith(earlier.value(scratch, depth), scratch);
        appendLater(scratch, depth, ir);
        valid = true;
        return ir;
    }

    /** Blocks give theirs up: only those at the edge of a window are asked for again. */
    private void startWith(Ir first, Scratch scratch) {
        Ir taken = earlier instanceof Block block ? block.takeValue() : null;
        if (taken != null) {
            ir = taken;
        } else if (ir == null) {
            ir = scratch.layout().copy(first);
        } else {
            ir.set(first);
        }
    }

    private void appendLater(Scratch scratch, int depth, Ir into) {
        if (later instanceof Block block) {
            if (block.first() == block.last()) {
                block.add(0, block.size(), scratch, into);
            } else {
                Ir rows = block.takeValue();
                if (rows == null) {
                    rows = scratch.empty(depth);
                    block.merge(0, block.size(), scratch, depth + 1, rows);
                }
                scratch.layout().merge(into, rows);
            }
        } else {
            scratch.layout().merge(into, later.value(scratch, depth));
        }
    }
}
