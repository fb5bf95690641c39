package io.millrace.features.tile;

import io.millrace.features.aggregate.Ir;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import javax.annotation.Nullable;

/**
 * Rows in a binary tree over the digits of their times (a path-compressed trie) with blocks of rows
 * as leaves. Nodes cache the IR of their rows until one of them changes.
 *
 * <p>The forks on the way to the newest row are not objects. What branches off to earlier times
 * stands in an array, the {@code spine}, so that a row that comes in order touches the newest block
 * and nothing else, and closes subtrees now and then, as a binary counter carries:
 *
 * <pre>
 * digits   1 0 0 1 1 0       where times branch off the newest row's, highest digit first
 * entries  A0    A1 A2       the rows that do, oldest first
 * newest             [...]   the block of the newest row
 * </pre>
 *
 * <p>Copies share nodes: a node is changed in place only by the history that made it after the
 * copy, and replaced by others.
 */
public final class ExactHistory implements History {
    private static final Node[] NONE = {};
    private static final Tail[] NO_TAILS = {};

    private final RowLayout layout;
    private Subtree tree;
    Node[] entries = NONE;
    int height;
    private long digits;
    @Nullable Block newest;
    private long oldest;
    private int size;
    private Tail[] tails = NO_TAILS;

    /** An empty history. */
    public ExactHistory(RowLayout layout) {
        this.layout = layout;
        this.tree = new Subtree(layout);
    }

    @Override
    public RowLayout layout() {
        return layout;
    }

    /** Number of entries that are older than a time, one that reaches it aside. */
    int entriesBefore(long time) {
        return Long.bitCount(digits >>> digit(time) >>> 1);
    }

    /** Whether there is an entry of those that agree with a time in the digits that tell. */
    boolean reaches(long time) {
        return (digits >>> digit(time) & 1) != 0;
    }

    /** The digit in which a time branches off; -1 for the newest block's own first time. */
    private int digit(long time) {
        return Digits.highestDifference(time, newest.first());
    }

    @Override
    public void insert(Row row) {
        if (newest == null) {
            newest = tree.block(row);
            oldest = row.time;
        } else if (isInNewest(row.time)) {
            newest = tree.own(newest);
            newest.insert(row);
            newest.changed();
            while (newest.isOverfull()) {
                splitNewest();
            }
        } else if (row.time > newest.first()) {
            advance(digit(row.time), row);
        } else {
            insertOlder(digit(row.time), row);
        }
        oldest = Math.min(oldest, row.time);
        size++;
    }

    /** A time that branches off below every entry. */
    private boolean isInNewest(long time) {
        return Long.numberOfTrailingZeros(digits) > digit(time);
    }

    private void splitNewest() {
        Block block = newest;
        int middle = block.split(0, block.size());
        push(Digits.highestDifference(block.first(), block.last()), tree.slice(block, 0, middle));
        newest = tree.slice(block, middle, block.size());
    }

    /** A row that is newer in a digit closes what branched off in lower ones. */
    private void advance(int digit, Row row) {
        long time = newest.first();
        Node closed = newest;
        int from = Long.bitCount(digits >>> digit >>> 1);
        while (height > from) {
            int lowest = Long.numberOfTrailingZeros(digits);
            closed = tree.fork(lowest, pop(), time, closed);
        }
        forgetTails(from);
        push(digit, closed);
        newest = tree.block(row);
    }

    private void insertOlder(int digit, Row row) {
        int at = Long.bitCount(digits >>> digit >>> 1);
        forgetTails(at);
        if ((digits >>> digit & 1) != 0) {
            entries[at] = tree.insert(entries[at], row);
        } else {
            push(digit, tree.block(row));
            Node entry = entries[height - 1];
            System.arraycopy(entries, at, entries, at + 1, height - 1 - at);
            entries[at] = entry;
        }
    }

    private void push(int digit, Node node) {
        if (height == entries.length) {
            entries = Arrays.copyOf(entries, height + 4);
        }
        entries[height++] = node;
        digits |= 1L << digit;
    }

    /** Takes off the last entry. */
    private Node pop() {
        Node entry = entries[--height];
        entries[height] = null;
        digits &= digits - 1;
        return entry;
    }

    @Override
    public boolean remove(Row row) {
        if (newest == null || row.time < oldest) {
            return false;
        }
        boolean found = isInNewest(row.time) ? removeNewest(row) : removeOlder(row);
        if (found) {
            size--;
            oldest = newest == null ? 0 : first();
        }
        return found;
    }

    private boolean removeNewest(Row row) {
        Node rest = tree.remove(newest, row);
        newest = (Block) rest;
        if (rest == null && height > 0) {
            reopen();
        }
        return tree.hasRemoved();
    }

    /** The newest row of the last entry becomes the newest of all. */
    private void reopen() {
        forgetTails(height - 1);
        Node node = pop();
        while (node instanceof Fork fork) {
            push(fork.digit, fork.earlier);
            node = fork.later;
        }
        newest = (Block) node;
    }

    private boolean removeOlder(Row row) {
        int at = entriesBefore(row.time);
        int digit = digit(row.time);
        if (row.time > newest.first() || !reaches(row.time)) {
            return false;
        }
        Node rest = tree.remove(entries[at], row);
        if (!tree.hasRemoved()) {
            return false;
        }
        forgetTails(at);
        entries[at] = rest;
        if (rest == null) {
            drop(at, 1);
            digits &= ~(1L << digit);
        }
        return true;
    }

    private void drop(int at, int count) {
        System.arraycopy(entries, at + count, entries, at, height - at - count);
        Arrays.fill(entries, height - count, height, null);
        height -= count;
    }

    @Override
    public void expire(long time) {
        if (newest == null || oldest > time) {
            return;
        }
        forgetTails(0);
        int gone = 0;
        while (gone < height && entries[gone].last() <= time) {
            gone++;
            digits &= ~Long.highestOneBit(digits);
        }
        drop(0, gone);
        if (height > 0) {
            entries[0] = tree.expire(entries[0], time);
        } else {
            newest = (Block) tree.expire(newest, time);
        }
        size = count();
        oldest = newest == null ? 0 : first();
    }

    private int count() {
        int rows = newest == null ? 0 : newest.size();
        for (int i = 0; i < height; i++) {
            rows += entries[i].size();
        }
        return rows;
    }

    private long first() {
        return height > 0 ? entries[0].first() : newest.first();
    }

    @Override
    public void query(long time, boolean inclusive, long[] lengths, Scratch scratch, Ir[] into) {
        if (inclusive || time > Long.MIN_VALUE) {
            long high = inclusive ? time : time - 1;
            new WindowQuery(this, scratch).query(high, time, lengths, into);
        }
    }

    /** Merges the rows from one time to another, both included. */
    void query(long low, long high, Scratch scratch, Ir into) {
        new WindowQuery(this, scratch).query(low, high, into);
    }

    /** What is remembered of one of so many windows. */
    Tail tail(int window, int windows) {
        if (tails.length != windows) {
            tails = new Tail[windows];
        }
        Tail tail = tails[window];
        if (tail == null) {
            tail = new Tail();
            tails[window] = tail;
        }
        return tail;
    }

    /** Forgets what is remembered of an entry and those behind it. */
    private void forgetTails(int entry) {
        for (Tail tail : tails) {
            if (tail != null && tail.entry >= entry) {
                tail.forget();
            }
        }
    }

    /** Rows are kept as they are. */
    @Override
    public void settle(long time, Scratch scratch) {}

    @Override
    public boolean isEmpty() {
        return newest == null;
    }

    @Override
    public long oldest() {
        return oldest;
    }

    @Override
    public long newest() {
        return newest.last();
    }

    /** Time of the oldest row at a time or later; there is one. */
    long ceiling(long time, Scratch scratch) {
        Block block = new WindowQuery(this, scratch).first(time);
        return block.time(block.lowerBound(time));
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public ExactHistory copy() {
        ExactHistory copy = new ExactHistory(layout);
        copy.entries = Arrays.copyOf(entries, height);
        copy.height = height;
        copy.digits = digits;
        copy.newest = newest;
        copy.oldest = oldest;
        copy.size = size;
        copy.tails = tails;
        tails = NO_TAILS;
        tree = new Subtree(layout);
        return copy;
    }

    /** Number of rows, then the rows, oldest first. */
    @Override
    public void write(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int i = 0; i < height; i++) {
            write(entries[i], out);
        }
        if (newest != null) {
            newest.write(out);
        }
    }

    private static void write(Node node, DataOutput out) throws IOException {
        if (node instanceof Fork fork) {
            write(fork.earlier, out);
            write(fork.later, out);
        } else {
            ((Block) node).write(out);
        }
    }

    /** Reads a history of rows that were kept by this layout or by an older one. */
    public static ExactHistory read(DataInput in, RowMapping mapping) throws IOException {
        ExactHistory history = new ExactHistory(mapping.wanted());
        Row row = new Row(mapping.wanted());
        for (int rows = in.readInt(); rows > 0; rows--) {
            mapping.read(in, row);
            history.insert(row);
        }
        return history;
    }
}
