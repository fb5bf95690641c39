package io.millrace.features.aggregate;

import java.io.DataInput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Values, each with the number of its rows, in the order of the values. Beyond a number of values
 * it is a Misra–Gries summary: what is subtracted from the largest counts is subtracted from all,
 * so that a count is short by at most the number of rows divided by {@link #MOST} + 1 (Agarwal et
 * al., Mergeable summaries, 2013).
 */
final class ValueCounts implements Partial {
    /** Values that are told apart at most. */
    static final int MOST = 1024;

    private final Cells values;
    private final long[] counts;

    ValueCounts(Cells values, long... counts) {
        this.values = values;
        this.counts = counts;
    }

    int size() {
        return counts.length;
    }

    long count(int index) {
        return counts[index];
    }

    Cells values() {
        return values;
    }

    ValueCounts plus(ValueCounts other) {
        Cells.Draft draft = new Cells.Draft(values, size() + other.size());
        long[] sums = new long[size() + other.size()];
        int left = 0;
        int right = 0;
        while (left < size() || right < other.size()) {
            int order = values.compareOrEnd(left, other.values, right);
            sums[draft.size()] =
                    (order <= 0 ? counts[left] : 0) + (order >= 0 ? other.counts[right] : 0);
            draft.take(order <= 0 ? values : other.values, order <= 0 ? left : right);
            left += order <= 0 ? 1 : 0;
            right += order >= 0 ? 1 : 0;
        }
        ValueCounts both = new ValueCounts(draft.cells(), Arrays.copyOf(sums, draft.size()));
        return both.size() <= MOST ? both : both.reduced();
    }

    private ValueCounts reduced() {
        long[] ascending = counts.clone();
        Arrays.sort(ascending);
        long excess = ascending[ascending.length - 1 - MOST];
        Cells.Draft draft = new Cells.Draft(values, size());
        long[] rest = new long[size()];
        for (int i = 0; i < size(); i++) {
            if (counts[i] > excess) {
                rest[draft.size()] = counts[i] - excess;
                draft.take(values, i);
            }
        }
        return new ValueCounts(draft.cells(), Arrays.copyOf(rest, draft.size()));
    }

    /** Values, then the count of each. */
    @Override
    public byte[] bytes() {
        return PartialBytes.of(
                out -> {
                    values.write(out);
                    for (long count : counts) {
                        out.writeLong(count);
                    }
                });
    }

    static ValueCounts read(DataInput in, boolean text) throws IOException {
        Cells values = Cells.read(in, text);
        long[] counts = new long[values.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.readLong();
        }
        return new ValueCounts(values, counts);
    }
}
