package io.millrace.features.tile;

import io.millrace.features.aggregate.Ir;
import javax.annotation.Nullable;

/**
 * Merges the rows of windows that end at one time. Where the first and the last row of a window
 * differ first in a digit of their times, the window falls into two halves. The later half is
 * merged along the digits; the earlier one as a chain from its newest to its oldest part:
 *
 * <pre>
 *      first row                    | half                          last row
 *      f + (B1 + (B2 + ... + Bk))   +   A1 + (A2 + (A3 + ... + l))
 * </pre>
 *
 * <p>The parts are whole subtrees of the window's own trie, so the shape is given by its rows. What
 * stands in the inner brackets on the left changes only when the window's begin leaves a block of
 * rows, and what stands in those on the right serves all windows.
 */
final class WindowQuery {
    private final Scratch scratch;
    private final Chain left;
    private final Chain right;
    private final ExactHistory history;

    /** The window's last row: in an entry of the spine, or, at the spine's height, in its end. */
    private int lastEntry;

    private Block lastBlock;
    private int lastRows;
    private long last;

    /** Entries of the spine from here on are in the right chain. */
    private int chained;

    /** The window's first row. */
    private int firstEntry;

    private Block firstBlock;

    WindowQuery(ExactHistory history, Scratch scratch) {
        this.history = history;
        this.scratch = scratch;
        this.left = scratch.left();
        this.right = scratch.right();
    }

    /** Windows of some lengths up to and at {@code high}; shorter ones should come first. */
    void query(long high, long time, long[] lengths, Ir[] into) {
        if (!begin(high)) {
            return;
        }
        for (int i = 0; i < lengths.length; i++) {
            long low = time < Long.MIN_VALUE + lengths[i] ? Long.MIN_VALUE : time - lengths[i] + 1;
            if (low <= last) {
                answer(low, history.tail(i, lengths.length), into[i]);
            }
        }
    }

    /** The rows from one time to another, both included. */
    void query(long low, long high, Ir into) {
        if (begin(high) && low <= last) {
            answer(low, null, into);
        }
    }

    /** Finds the last row; false when there is none. */
    private boolean begin(long high) {
        lastEntry = history.height;
        lastBlock = history.newest;
        if (lastBlock == null) {
            return false;
        }
        if (lastBlock.first() > high && !findLast(high)) {
            return false;
        }
        lastRows = lastBlock.upperBound(high);
        last = lastBlock.time(lastRows - 1);
        chained = -1;
        return true;
    }

    private boolean findLast(long high) {
        lastEntry = history.entriesBefore(high);
        if (history.reaches(high)) {
            lastBlock = history.entries[lastEntry].floor(high);
            if (lastBlock != null) {
                return true;
            }
        }
        if (lastEntry == 0) {
            return false;
        }
        lastEntry--;
        lastBlock = history.entries[lastEntry].floor(Long.MAX_VALUE);
        return true;
    }

    private void answer(long low, @Nullable Tail tail, Ir into) {
        boolean known = tail != null && tail.leadsTo(low);
        if (known) {
            firstEntry = tail.entry;
            firstBlock = tail.block;
        } else {
            findFirst(low);
        }
        if (firstEntry == lastEntry) {
            answerWithin(firstEntry, low, into);
            return;
        }
        int from = firstBlock.lowerBound(low);
        if (!known) {
            rest(firstBlock.time(from), low, tail);
        } else if (tail.hasRest) {
            left.start(tail.rest);
        } else {
            left.clear();
        }
        left.prependTail(firstBlock, from, firstBlock.size());
        into.set(left.whole());
        appendRight(into);
    }

    /** The block of the oldest row at a time or later; there is one. */
    Block first(long low) {
        findFirst(low);
        return firstBlock;
    }

    private void findFirst(long low) {
        firstEntry = history.height;
        firstBlock = history.newest;
        if (low >= firstBlock.first()) {
            return;
        }
        int entry = history.entriesBefore(low);
        if (history.reaches(low)) {
            Block block = history.entries[entry].ceiling(low);
            if (block != null) {
                firstEntry = entry;
                firstBlock = block;
                return;
            }
            entry++;
        }
        if (entry < history.height) {
            firstEntry = entry;
            firstBlock = history.entries[entry].ceiling(Long.MIN_VALUE);
        }
    }

    /** Starts the left chain with what lies behind the first row's block. */
    private void rest(long first, long low, @Nullable Tail tail) {
        if (tail != null && tail.isAt(firstBlock)) {
            tail.after = Math.min(tail.after, low - 1);
            left.clear();
            if (tail.hasRest) {
                left.start(tail.rest);
            }
            return;
        }
        left.clear();
        left.prependBehind(history.entries[firstEntry], first);
        if (tail != null) {
            tail.entry = firstEntry;
            tail.block = firstBlock;
            tail.after = low == Long.MIN_VALUE ? low : low - 1;
            tail.keep(left, scratch.layout());
        }
    }

    /** Windows share the chain: a longer one goes on where a shorter one stopped. */
    private void appendRight(Ir into) {
        if (chained < 0) {
            startRight();
        }
        for (; chained > firstEntry + 1; chained--) {
            Ir entry = history.entries[chained - 1].value(scratch, 0);
            if (right.isEmpty()) {
                right.start(entry, lastBlock, 0, lastRows);
            } else {
                right.prepend(entry);
            }
        }
        if (right.isEmpty()) {
            lastBlock.add(0, lastRows, scratch, into);
        } else {
            scratch.layout().merge(into, right.whole());
        }
    }

    /** Rows of one time stay outside: they are added to what is before them one by one. */
    private void startRight() {
        right.clear();
        chained = lastEntry;
        if (lastEntry == history.height) {
            if (lastBlock.first() != last) {
                right.prepend(lastBlock, 0, lastRows);
            }
        } else if (history.entries[lastEntry].first() != last) {
            Ir prefix = scratch.prefix();
            prefix(history.entries[lastEntry], 0, prefix);
            right.start(prefix);
        }
    }

    private void answerWithin(int entry, long low, Ir into) {
        long first = firstBlock.time(firstBlock.lowerBound(low));
        Node node = entry == history.height ? history.newest : history.entries[entry];
        while (node instanceof Fork fork) {
            if (last < fork.middle) {
                node = fork.earlier;
            } else if (first >= fork.middle) {
                node = fork.later;
            } else {
                left.clear();
                left.prependBehind(fork.earlier, first);
                int from = firstBlock.lowerBound(low);
                left.prependTail(firstBlock, from, firstBlock.size());
                into.set(left.whole());
                appendPrefix(fork.later, 0, into);
                return;
            }
        }
        answerWithin((Block) node, low, into);
    }

    private void answerWithin(Block block, long low, Ir into) {
        int from = block.lowerBound(low);
        if (block.time(from) == last) {
            block.add(from, lastRows, scratch, into);
            return;
        }
        int middle = block.split(from, lastRows);
        left.clear();
        left.prependTail(block, from, middle);
        into.set(left.whole());
        append(block, middle, lastRows, 0, into);
    }

    /** Merges the rows of a node up to the last one. */
    private void prefix(Node node, int depth, Ir into) {
        if (node instanceof Block block) {
            block.merge(0, block.upperBound(last), scratch, depth, into);
            return;
        }
        Fork fork = (Fork) node;
        if (last < fork.middle) {
            prefix(fork.earlier, depth, into);
        } else {
            into.set(fork.earlier.value(scratch, depth));
            appendPrefix(fork.later, depth, into);
        }
    }

    private void appendPrefix(Node later, int depth, Ir into) {
        if (later instanceof Block block) {
            append(block, 0, block.upperBound(last), depth, into);
        } else if (later.first() == last) {
            Block block = later.floor(last);
            block.add(0, block.upperBound(last), scratch, into);
        } else {
            Ir prefix = scratch.empty(depth);
            prefix(later, depth + 1, prefix);
            scratch.layout().merge(into, prefix);
        }
    }

    /** Appends rows as the later half of a fork. */
    private void append(Block block, int from, int to, int depth, Ir into) {
        if (block.time(from) == block.time(to - 1)) {
            block.add(from, to, scratch, into);
        } else {
            Ir later = scratch.empty(depth);
            block.merge(from, to, scratch, depth + 1, later);
            scratch.layout().merge(into, later);
        }
    }
}
