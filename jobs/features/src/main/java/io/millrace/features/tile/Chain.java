package io.millrace.features.tile;

import io.millrace.features.aggregate.Ir;
import io.millrace.features.aggregate.IrLayout;

/**
 * An IR that grows towards the past: each part that is put before it is merged with the whole. Made
 * for each query: a reference in an object that lives long costs the collector more than the
 * object.
 */
final class Chain {
    private final Scratch scratch;
    private final IrLayout layout;
    private final Ir even;
    private final Ir odd;
    private Ir whole;
    private boolean empty = true;

    /** The two buffers hold the whole in turn. */
    Chain(Scratch scratch, Ir even, Ir odd) {
        this.scratch = scratch;
        this.layout = scratch.layout();
        this.even = even;
        this.odd = odd;
        this.whole = odd;
    }

    void clear() {
        empty = true;
    }

    boolean isEmpty() {
        return empty;
    }

    /** Starts with an IR, which is left as it is. */
    void start(Ir part) {
        whole = part;
        empty = false;
    }

    /** Not to be changed, and gone with the next change of the chain. */
    Ir whole() {
        return whole;
    }

    void prepend(Ir part) {
        Ir spare = spare();
        spare.set(part);
        if (!empty) {
            layout.merge(spare, whole);
        }
        start(spare);
    }

    /** Starts with a part and, behind it, rows that are added to it one by one. */
    void start(Ir part, Block block, int from, int to) {
        Ir spare = spare();
        spare.set(part);
        block.add(from, to, scratch, spare);
        start(spare);
    }

    /** Puts rows before the chain that are merged along the digits of their times. */
    void prepend(Block block, int from, int to) {
        Ir spare = spare();
        spare.clear();
        block.merge(from, to, scratch, 0, spare);
        if (!empty) {
            layout.merge(spare, whole);
        }
        start(spare);
    }

    @SuppressWarnings("ReferenceEquality") // one of two buffers
    private Ir spare() {
        return whole == even ? odd : even;
    }

    /**
     * Puts those rows of a block before the chain that a window begins with: the stretches beside
     * the path to the first row, newest first, then the rows of the first row's time.
     */
    void prependTail(Block block, int from, int to) {
        int end = to;
        while (block.time(from) != block.time(end - 1)) {
            int middle = block.split(from, end);
            prepend(block, middle, end);
            end = middle;
        }
        prepend(block, from, end);
    }

    /**
     * Puts those stretches of a node before the chain that lie beside the path to a row and behind
     * its block, newest first.
     */
    void prependBehind(Node node, long row) {
        Node at = node;
        while (at instanceof Fork fork) {
            if (row < fork.middle) {
                prepend(fork.later.value(scratch, 0));
                at = fork.earlier;
            } else {
                at = fork.later;
            }
        }
    }
}
