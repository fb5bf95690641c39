package io.millrace.features.tile;

import javax.annotation.Nullable;

/**
 * Changes below a node, and the owner of the nodes that it makes. A node is changed in place by its
 * owner, and replaced by others, since copies share nodes.
 */
final class Subtree {
    private final RowLayout layout;
    private boolean removed;

    Subtree(RowLayout layout) {
        this.layout = layout;
    }

    Block block(Row row) {
        return Block.of(layout, row, this);
    }

    Node insert(Node node, Row row) {
        if (node instanceof Block block) {
            Block own = own(block);
            own.insert(row);
            own.changed();
            return own.isOverfull() ? split(own) : own;
        }
        Fork fork = (Fork) node;
        if (!fork.reaches(row.time)) {
            return beside(fork, row);
        }
        Fork own = own(fork);
        if (row.time >= fork.middle) {
            own.later = insert(own.later, row);
        } else {
            own.earlier = insert(own.earlier, row);
        }
        own.changed();
        return own;
    }

    private Node beside(Fork fork, Row row) {
        int digit = Digits.highestDifference(row.time, fork.middle);
        return row.time < fork.middle
                ? new Fork(digit, fork.middle, block(row), fork, this)
                : new Fork(digit, row.time, fork, block(row), this);
    }

    /** Two neighbours, in one block if they fit; {@code time} is one of the later side's. */
    Node fork(int digit, Node earlier, long time, Node later) {
        if (earlier instanceof Block left
                && later instanceof Block right
                && left.size() + right.size() <= Block.CAPACITY) {
            Block own = own(left);
            own.append(right, 0, right.size());
            own.changed();
            return own;
        }
        return new Fork(digit, time, earlier, later, this);
    }

    private Node split(Block block) {
        int middle = block.split(0, block.size());
        int digit = Digits.highestDifference(block.first(), block.last());
        Node earlier = half(block, 0, middle);
        Node later = half(block, middle, block.size());
        return new Fork(digit, later.first(), earlier, later, this);
    }

    private Node half(Block block, int from, int to) {
        Block half = block.slice(layout, from, to, this);
        return half.isOverfull() ? split(half) : half;
    }

    Block slice(Block block, int from, int to) {
        return block.slice(layout, from, to, this);
    }

    @SuppressWarnings("ReferenceEquality") // an owner is known by its identity alone
    Block own(Block block) {
        return block.owner == this ? block : slice(block, 0, block.size());
    }

    @SuppressWarnings("ReferenceEquality") // as above
    private Fork own(Fork fork) {
        return fork.owner == this
                ? fork
                : new Fork(fork.digit, fork.middle, fork.earlier, fork.later, this);
    }

    /** Whether the last {@link #remove} found its row. */
    boolean hasRemoved() {
        return removed;
    }

    /** What is left without one row that equals this one; null for nothing. */
    @Nullable
    Node remove(Node node, Row row) {
        if (node instanceof Block block) {
            int index = block.find(row);
            removed = index >= 0;
            return removed ? without(block, index, index + 1) : block;
        }
        Fork fork = (Fork) node;
        boolean later = row.time >= fork.middle;
        Node side = later ? fork.later : fork.earlier;
        Node rest = remove(side, row);
        if (!removed) {
            return fork;
        }
        return later ? join(fork, fork.earlier, rest) : join(fork, rest, fork.later);
    }

    @Nullable
    private Node without(Block block, int from, int to) {
        if (to - from == block.size()) {
            return null;
        }
        Block own = own(block);
        own.remove(from, to);
        own.changed();
        return own;
    }

    @Nullable
    private Node join(Fork fork, @Nullable Node earlier, @Nullable Node later) {
        if (earlier == null || later == null) {
            return earlier == null ? later : earlier;
        }
        Fork own = own(fork);
        own.earlier = earlier;
        own.later = later;
        own.changed();
        return own;
    }

    /** What is left without the rows up to and at a time; null for nothing. */
    @Nullable
    Node expire(Node node, long time) {
        if (node instanceof Block block) {
            int expired = block.upperBound(time);
            return expired == 0 ? block : without(block, 0, expired);
        }
        Fork fork = (Fork) node;
        if (time >= fork.middle) {
            return expire(fork.later, time);
        }
        return fork.earlier.first() > time
                ? fork
                : join(fork, expire(fork.earlier, time), fork.later);
    }
}
