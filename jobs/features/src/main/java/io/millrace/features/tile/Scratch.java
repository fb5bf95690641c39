package io.millrace.features.tile;

import io.millrace.features.aggregate.Ir;
import io.millrace.features.aggregate.IrLayout;

/** IRs that queries over one layout borrow; one an operator, not one a key. */
public final class Scratch {
    /** A fork or split for each digit of a time, the sum over tiles, and one to spare. */
    private static final int DEEPEST = Long.SIZE + 2;

    private final IrLayout layout;
    private final Ir[] byDepth = new Ir[DEEPEST];
    private final Ir[] left;
    private final Ir[] right;
    private final Ir prefix;
    private final Ir tile;

    /** Scratch for one layout. */
    public Scratch(IrLayout layout) {
        this.layout = layout;
        this.left = new Ir[] {layout.empty(), layout.empty()};
        this.right = new Ir[] {layout.empty(), layout.empty()};
        this.prefix = layout.empty();
        this.tile = layout.empty();
    }

    /** The layout of all IRs here. */
    public IrLayout layout() {
        return layout;
    }

    /** A chain for the earlier half of a window, with buffers of its own. */
    Chain left() {
        return new Chain(this, left[0], left[1]);
    }

    /** A chain for the later half of a window, with buffers of its own. */
    Chain right() {
        return new Chain(this, right[0], right[1]);
    }

    /** For the rows up to the last one of a query. */
    Ir prefix() {
        prefix.clear();
        return prefix;
    }

    /** For the rows of a tile. */
    Ir tile() {
        tile.clear();
        return tile;
    }

    Ir empty(int depth) {
        Ir ir = byDepth[depth];
        if (ir == null) {
            ir = layout.empty();
            byDepth[depth] = ir;
        } else {
            ir.clear();
        }
        return ir;
    }
}
