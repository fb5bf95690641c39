package io.millrace.features.tile;

import io.millrace.features.aggregate.Ir;
import io.millrace.features.aggregate.IrLayout;
import javax.annotation.Nullable;

/** Where a window began when it was last asked for, and what followed its first row's block. */
final class Tail {
    /** Entry of the spine that the window began in. */
    int entry;

    @Nullable Block block;

    /** No row lies after this time and before the block. */
    long after;

    /** The rows of the entry behind the block. */
    @Nullable Ir rest;

    boolean hasRest;

    void forget() {
        block = null;
    }

    /** Whether the first row at a time or later is in the block. */
    boolean leadsTo(long low) {
        return block != null && low > after && low <= block.last();
    }

    @SuppressWarnings("ReferenceEquality") // a block is known by its identity alone
    boolean isAt(Block other) {
        return block == other;
    }

    void keep(Chain chain, IrLayout layout) {
        hasRest = !chain.isEmpty();
        if (hasRest) {
            if (rest == null) {
                rest = layout.empty();
            }
            rest.set(chain.whole());
        }
    }
}
