package io.millrace.features.aggregate;

/**
 * A sum of doubles that carries its rounding error along (Knuth's two-sum): count, sum, error. An
 * infinite or NaN sum stays so, and has no error.
 */
enum FloatingSum implements Accumulator {
    COMPENSATED;

    @Override
    public int words() {
        return 3;
    }

    @Override
    public void add(Ir ir, int word, int object, RowReader row, int column) {
        ir.words[word]++;
        plus(ir, word, row.number(column), 0);
    }

    @Override
    public void merge(Ir into, Ir later, int word, int object) {
        into.words[word] += later.words[word];
        plus(into, word, later.number(word + 1), later.number(word + 2));
    }

    @Override
    public void addAll(Ir ir, RowReader row, Slot[] slots) {
        for (Slot slot : slots) {
            if (slot.accepts(row)) {
                add(ir, slot.word(), slot.object(), row, slot.column());
            }
        }
    }

    @Override
    public void mergeAll(Ir into, Ir later, Slot[] slots) {
        for (Slot slot : slots) {
            if (slot.haveBoth(into, later)) {
                merge(into, later, slot.word(), slot.object());
            }
        }
    }

    private static void plus(Ir ir, int word, double value, double valueError) {
        double before = ir.number(word + 1);
        double sum = before + value;
        double part = sum - before;
        double error = (before - (sum - part)) + (value - part);
        double carried = ir.number(word + 2) + valueError + error;
        ir.number(word + 1, sum);
        ir.number(word + 2, Double.isFinite(sum) ? carried : 0);
    }

    static double value(Ir ir, int word) {
        return ir.number(word + 1) + ir.number(word + 2);
    }
}
