package io.millrace.features.tile;

import io.millrace.features.aggregate.Ir;
import io.millrace.features.aggregate.IrLayout;

/** IRs that queries over one layout borrow; one an operator, not one a key. */
public final class Scratch {
    /** A fork or split for each digit of a time, the sum over tiles, and one to spare. */
    private static final int DEEPEST = Long.SIZE + 2;

    private final IrLayout layout;
    private final Ir[] byDepth = new Ir[DEEPEST];

    /** Scratch for one layout. */
    public Scratch(IrLayout layout) {
        this.layout = layout;
    }

    /** The layout of all IRs here. */
    public IrLayout layout() {
        return layout;
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
