package io.millrace.features.aggregate;

import java.util.Arrays;

/** Count and the smallest or largest text, by its bytes: for UTF-8, by its code points. */
record TextExtreme(boolean largest) implements Accumulator {
    @Override
    public int words() {
        return 1;
    }

    @Override
    public int objects() {
        return 1;
    }

    @Override
    public void add(Ir ir, int word, int object, RowReader row, int column) {
        keep(ir, word, object, 1, row.object(column));
    }

    @Override
    public void merge(Ir into, Ir later, int word, int object) {
        keep(into, word, object, later.words[word], later.objects[object]);
    }

    private void keep(Ir ir, int word, int at, long rows, Object value) {
        boolean first = ir.words[word] == 0;
        ir.words[word] += rows;
        if (first || isBeyond((byte[]) value, (byte[]) ir.objects[at])) {
            ir.objects[at] = value;
        }
    }

    private boolean isBeyond(byte[] value, byte[] kept) {
        int order = Arrays.compareUnsigned(value, kept);
        return largest ? order > 0 : order < 0;
    }
}
