package io.millrace.features.tile;

import io.millrace.features.aggregate.Ir;
import io.millrace.features.aggregate.IrLayout;

/** IRs that queries over one layout borrow; one an operator, not one a key. */
public final class Scratch {
    /** A fork or split for each digit of a time, the sum over tiles, and one to spare. */
    private static final int DEEPEST = Long.SIZE + 2;

    private final IrLayout layout;
    private final Ir[] byDepth = new Ir[DEEPEST];
    private final Ir prefix;
    private final Ir tile;
    private final WindowQuery query;

    /** Scratch for one layout. */
    public Scratch(IrLayout layout) {
        this.layout = layout;
        this.prefix = layout.empty();
        this.tile = layout.empty();
        this.query = new WindowQuery(this);
    }

    /** The layout of all IRs here. */
    public IrLayout layout() {
        return layout;
    }

    WindowQuery query() {
        return query;
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
