package io.millrace.features.tile;

import io.millrace.features.aggregate.Ir;
import io.millrace.features.aggregate.RowReader;
import javax.annotation.Nullable;

/** A leaf of the tree: a few rows, and their IR while they do not change. */
final class Block extends Rows implements Node, RowReader {
    /** Rows before a block is split; rows of one time are never split. */
    static final int CAPACITY = 8;

    private static final int SMALL = 4;

    final Object owner;
    @Nullable private Ir ir;
    private boolean valid;
    private int at;

    Block(RowLayout layout, int capacity, Object owner) {
        super(layout, Math.max(SMALL, capacity));
        this.owner = owner;
    }

    static Block of(RowLayout layout, Row row, Object owner) {
        Block block = new Block(layout, SMALL, owner);
        block.insert(row);
        return block;
    }

    /** A block of its own with some of the rows. */
    Block slice(RowLayout layout, int from, int to, Object newOwner) {
        Block slice = new Block(layout, to - from, newOwner);
        slice.append(this, from, to);
        return slice;
    }

    boolean isOverfull() {
        return size() > CAPACITY && first() != last();
    }

    /** To be called after a change of the rows. */
    void changed() {
        valid = false;
    }

    @Override
    public long first() {
        return time(0);
    }

    @Override
    public long last() {
        return time(size() - 1);
    }

    @Override
    @Nullable
    public Block ceiling(long time) {
        return last() < time ? null : this;
    }

    @Override
    @Nullable
    public Block floor(long time) {
        return first() > time ? null : this;
    }

    @Override
    public int missingRows(int rows) {
        return rows - size();
    }

    @Override
    public Ir value(Scratch scratch, int depth) {
        if (!hasRows(scratch.layout().keptFrom())) {
            Ir passing = scratch.empty(depth);
            merge(0, size(), scratch, depth + 1, passing);
            return passing;
        }
        if (!valid) {
            if (ir == null) {
                ir = scratch.layout().empty();
            } else {
                ir.clear();
            }
            merge(0, size(), scratch, depth, ir);
            valid = true;
        }
        return ir;
    }

    /** Gives up the IR for a fork to build on. */
    @Nullable
    Ir takeValue() {
        Ir taken = valid ? ir : null;
        ir = null;
        valid = false;
        return taken;
    }

    /** Appends some rows along the binary digits of their times. */
    void merge(int from, int to, Scratch scratch, int depth, Ir into) {
        if (time(from) == time(to - 1)) {
            add(from, to, scratch, into);
            return;
        }
        int middle = split(from, to);
        merge(from, middle, scratch, depth, into);
        if (time(middle) == time(to - 1)) {
            add(middle, to, scratch, into);
        } else {
            Ir later = scratch.empty(depth);
            merge(middle, to, scratch, depth + 1, later);
            scratch.layout().merge(into, later);
        }
    }

    /** Appends some rows one by one. */
    void add(int from, int to, Scratch scratch, Ir into) {
        for (at = from; at < to; at++) {
            scratch.layout().add(into, this);
        }
    }

    @Override
    public long time() {
        return time(at);
    }

    @Override
    public boolean isNull(int column) {
        return isNull(at, column);
    }

    @Override
    public long bits(int column) {
        return bits(at, column);
    }

    @Override
    public Object object(int column) {
        return object(at, column);
    }
}
