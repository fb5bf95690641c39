package io.millrace.features.aggregate;

import java.util.List;

/**
 * Count, and counts of rows below the first edge, from each edge to the next, and from the last
 * edge on. NaN is in none of them.
 */
record Buckets(Numeric numeric, List<Double> edges) implements Accumulator {
    Buckets {
        edges = List.copyOf(edges);
    }

    @Override
    public int words() {
        return edges.size() + 2;
    }

    /** Short, since a view may have many of them, and a savepoint's description holds them all. */
    @Override
    public String describe(List<String> columns) {
        return "Buckets of %s by %d edges, hash %08x"
                .formatted(numeric, edges.size(), edges.hashCode());
    }

    @Override
    public String memory() {
        return "16 + 8 for each edge";
    }

    @Override
    public void add(Ir ir, int word, int object, RowReader row, int column) {
        ir.words[word]++;
        double value = numeric.read(row, column);
        if (!Double.isNaN(value)) {
            ir.words[word + 1 + bucket(value)]++;
        }
    }

    /** The number of edges at the value or below. */
    private int bucket(double value) {
        int low = 0;
        int high = edges.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (edges.get(middle) <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public void merge(Ir into, Ir later, int word, int object) {
        for (int i = word; i < word + words(); i++) {
            into.words[i] += later.words[i];
        }
    }
}
