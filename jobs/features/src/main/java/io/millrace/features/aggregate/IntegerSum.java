package io.millrace.features.aggregate;

/** An exact sum of integers in 128 bits: count, high word, low word. */
enum IntegerSum implements Accumulator {
    EXACT;

    private static final double TWO_TO_64 = 0x1p64;

    @Override
    public int words() {
        return 3;
    }

    @Override
    public void add(Ir ir, int word, int object, RowReader row, int column) {
        long value = row.bits(column);
        ir.words[word]++;
        plus(ir, word, value >> 63, value);
    }

    @Override
    public void merge(Ir into, Ir later, int word, int object) {
        into.words[word] += later.words[word];
        plus(into, word, later.words[word + 1], later.words[word + 2]);
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

    private static void plus(Ir ir, int word, long high, long low) {
        long sum = ir.words[word + 2] + low;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        ir.words[word + 1] += high + carry;
        ir.words[word + 2] = sum;
    }

    /** The sum, held at the nearest end of BIGINT when it does not fit. */
    static long saturated(Ir ir, int word) {
        long high = ir.words[word + 1];
        long low = ir.words[word + 2];
        if (high == low >> 63) {
            return low;
        }
        return high < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    static double asDouble(Ir ir, int word) {
        long high = ir.words[word + 1];
        long low = ir.words[word + 2];
        if (high == low >> 63) {
            return low;
        }
        double unsigned = (low >>> 1) * 2.0 + (low & 1);
        return high * TWO_TO_64 + unsigned;
    }
}
