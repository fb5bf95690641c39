package io.millrace.features.aggregate;

/** Count and the value of the first or last row, as 64 bits or as an object. */
record Edge(boolean last, boolean object) implements Accumulator {
    @Override
    public int words() {
        return object ? 1 : 2;
    }

    @Override
    public int objects() {
        return object ? 1 : 0;
    }

    @Override
    public void add(Ir ir, int word, int objectAt, RowReader row, int column) {
        if (ir.words[word]++ > 0 && !last) {
            return;
        }
        if (object) {
            ir.objects[objectAt] = row.object(column);
        } else {
            ir.words[word + 1] = row.bits(column);
        }
    }

    @Override
    public void merge(Ir into, Ir later, int word, int objectAt) {
        into.words[word] += later.words[word];
        if (!last) {
            return;
        }
        if (object) {
            into.objects[objectAt] = later.objects[objectAt];
        } else {
            into.words[word + 1] = later.words[word + 1];
        }
    }
}
