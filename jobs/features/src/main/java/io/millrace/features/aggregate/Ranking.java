package io.millrace.features.aggregate;

/**
 * Finds the value of a rank, most frequent first and the smaller of equally frequent ones first.
 */
final class Ranking {
    private final ValueCounts counts;
    private final boolean floating;

    private Ranking(ValueCounts counts, boolean floating) {
        this.counts = counts;
        this.floating = floating;
    }

    /**
     * The index of a value.
     *
     * @param rank 0: the first, less than the number of values
     */
    static int of(ValueCounts counts, int rank, boolean floating) {
        return new Ranking(counts, floating).index(rank);
    }

    /** The first values so far are kept in their order; there are few ranks. */
    private int index(int rank) {
        int[] first = new int[rank + 1];
        int size = 0;
        for (int i = 0; i < counts.size(); i++) {
            int position = size;
            while (position > 0 && isBefore(i, first[position - 1])) {
                position--;
            }
            if (position <= rank) {
                int moved = Math.min(size, rank) - position;
                System.arraycopy(first, position, first, position + 1, moved);
                first[position] = i;
                size = Math.min(size + 1, rank + 1);
            }
        }
        return first[rank];
    }

    private boolean isBefore(int left, int right) {
        if (counts.count(left) != counts.count(right)) {
            return counts.count(left) > counts.count(right);
        }
        if (floating) {
            Cells values = counts.values();
            return Double.compare(
                            Double.longBitsToDouble(values.bits(left)),
                            Double.longBitsToDouble(values.bits(right)))
                    < 0;
        }
        return left < right;
    }
}
