package io.millrace.features.tile;

import io.millrace.features.aggregate.Ir;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import javax.annotation.Nullable;

/**
 * Rows in a binary tree over the digits of their times (a path-compressed trie) with blocks of rows
 * as leaves. Each node caches the IR of its rows until one of them changes, so a row costs its path
 * and a window costs two paths, whatever it holds.
 *
 * <p>Copies share nodes: a node is changed in place only by the history that made it after the
 * copy, and replaced by others.
 */
public final class ExactHistory implements History {
    /** Rows of a leaf before it is split; rows of one time are never split. */
    static final int BLOCK = 8;

    private static final int SMALL = 4;

    private final RowLayout layout;
    @Nullable private Node root;
    private Object owner = new Object();
    private boolean removed;

    /** An empty history. */
    public ExactHistory(RowLayout layout) {
        this.layout = layout;
    }

    @Override
    public RowLayout layout() {
        return layout;
    }

    @Override
    public void insert(Row row) {
        root = root == null ? block(row) : insert(root, row);
    }

    private Node insert(Node node, Row row) {
        return node instanceof Fork fork ? insert(fork, row) : insert((Block) node, row);
    }

    private Node insert(Fork fork, Row row) {
        if (!Digits.agreeAbove(row.time, fork.first(), fork.digit)) {
            return join(fork, row);
        }
        Fork own = own(fork);
        if (Digits.isLater(row.time, fork.digit)) {
            own.later = insert(own.later, row);
        } else {
            own.earlier = insert(own.earlier, row);
        }
        own.changed();
        return own;
    }

    private Node join(Node node, Row row) {
        int digit = Digits.highestDifference(row.time, node.first());
        return row.time < node.first()
                ? new Fork(digit, block(row), node, owner)
                : new Fork(digit, node, block(row), owner);
    }

    private Node insert(Block block, Row row) {
        Block own = own(block);
        own.insert(row);
        if (own.size() <= BLOCK || own.first() == own.last()) {
            return own;
        }
        return build(own.rows(), 0, own.size());
    }

    /** A tree of some of the rows, which are copied. */
    private Node build(Rows rows, int from, int to) {
        if (to - from <= BLOCK || rows.time(from) == rows.time(to - 1)) {
            return new Block(rows.slice(from, to, SMALL), owner);
        }
        int middle = rows.split(from, to);
        int digit = Digits.highestDifference(rows.time(from), rows.time(to - 1));
        return new Fork(digit, build(rows, from, middle), build(rows, middle, to), owner);
    }

    private Block block(Row row) {
        Block block = new Block(new Rows(layout, SMALL), owner);
        block.insert(row);
        return block;
    }

    private Block own(Block block) {
        return block.owner == owner
                ? block
                : new Block(block.rows().slice(0, block.size(), 0), owner);
    }

    private Fork own(Fork fork) {
        return fork.owner == owner ? fork : new Fork(fork.digit, fork.earlier, fork.later, owner);
    }

    @Override
    public boolean remove(Row row) {
        removed = false;
        if (root != null) {
            root = remove(root, row);
        }
        return removed;
    }

    @Nullable
    private Node remove(Node node, Row row) {
        if (row.time < node.first() || row.time > node.last()) {
            return node;
        }
        if (node instanceof Block block) {
            Block own = own(block);
            removed = own.remove(row);
            return own.size() == 0 ? null : own;
        }
        Fork fork = own((Fork) node);
        if (Digits.isLater(row.time, fork.digit)) {
            return rejoin(fork, fork.earlier, remove(fork.later, row));
        }
        return rejoin(fork, remove(fork.earlier, row), fork.later);
    }

    @Nullable
    private static Node rejoin(Fork fork, @Nullable Node earlier, @Nullable Node later) {
        if (earlier == null) {
            return later;
        }
        if (later == null) {
            return earlier;
        }
        fork.earlier = earlier;
        fork.later = later;
        fork.changed();
        return fork;
    }

    @Override
    public void expire(long time) {
        if (root != null && root.first() <= time) {
            root = expire(root, time);
        }
    }

    @Nullable
    private Node expire(Node node, long time) {
        if (node.last() <= time) {
            return null;
        }
        if (node.first() > time) {
            return node;
        }
        if (node instanceof Block block) {
            Block own = own(block);
            own.expire(time);
            return own;
        }
        Fork fork = own((Fork) node);
        return rejoin(fork, expire(fork.earlier, time), expire(fork.later, time));
    }

    @Override
    public void query(long time, boolean inclusive, long length, Scratch scratch, Ir into) {
        if (!inclusive && time == Long.MIN_VALUE) {
            return;
        }
        long low = time < Long.MIN_VALUE + length ? Long.MIN_VALUE : time - length + 1;
        query(low, inclusive ? time : time - 1, scratch, 0, into);
    }

    /** Merges the rows from one time to another, both included. */
    void query(long low, long high, Scratch scratch, int depth, Ir into) {
        if (root != null && root.last() >= low && root.first() <= high) {
            root.query(low, high, scratch, depth, into);
        }
    }

    /** Rows are kept as they are. */
    @Override
    public void settle(long time, Scratch scratch) {}

    @Override
    public boolean isEmpty() {
        return root == null;
    }

    @Override
    public long oldest() {
        return root.first();
    }

    long newest() {
        return root.last();
    }

    /** Time of the oldest row at a time or later; there is one. */
    long ceiling(long time) {
        return root.ceiling(time);
    }

    @Override
    public int size() {
        return root == null ? 0 : root.size();
    }

    @Override
    public ExactHistory copy() {
        ExactHistory copy = new ExactHistory(layout);
        copy.root = root;
        owner = new Object();
        return copy;
    }

    /** Number of rows, then the rows, oldest first. */
    @Override
    public void write(DataOutput out) throws IOException {
        out.writeInt(size());
        if (root != null) {
            write(root, out);
        }
    }

    private static void write(Node node, DataOutput out) throws IOException {
        if (node instanceof Fork fork) {
            write(fork.earlier, out);
            write(fork.later, out);
        } else {
            ((Block) node).rows().write(out);
        }
    }

    /** Reads a history of rows that were kept by this layout or by an older one. */
    public static ExactHistory read(DataInput in, RowMapping mapping) throws IOException {
        ExactHistory history = new ExactHistory(mapping.wanted());
        Row row = new Row(mapping.wanted());
        int size = in.readInt();
        Rows rows = new Rows(mapping.wanted(), size);
        for (int i = 0; i < size; i++) {
            mapping.read(in, row);
            rows.insert(row);
        }
        history.root = size == 0 ? null : history.build(rows, 0, size);
        return history;
    }
}
