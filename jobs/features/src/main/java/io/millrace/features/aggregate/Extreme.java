package io.millrace.features.aggregate;

/**
 * Count and the smallest or largest value. Doubles compare as Math.min and Math.max do: NaN wins,
 * -0.0 is below 0.0.
 */
record Extreme(boolean largest, boolean floating) implements Accumulator {
    @Override
    public int words() {
        return 2;
    }

    @Override
    public void add(Ir ir, int word, int object, RowReader row, int column) {
        long value = row.bits(column);
        if (ir.words[word]++ == 0) {
            ir.words[word + 1] = value;
        } else {
            keep(ir, word + 1, value);
        }
    }

    @Override
    public void merge(Ir into, Ir later, int word, int object) {
        into.words[word] += later.words[word];
        keep(into, word + 1, later.words[word + 1]);
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

    private void keep(Ir ir, int at, long value) {
        if (floating) {
            double left = ir.number(at);
            double right = Double.longBitsToDouble(value);
            ir.number(at, largest ? Math.max(left, right) : Math.min(left, right));
        } else {
            long left = ir.words[at];
            ir.words[at] = largest ? Math.max(left, value) : Math.min(left, value);
        }
    }
}
