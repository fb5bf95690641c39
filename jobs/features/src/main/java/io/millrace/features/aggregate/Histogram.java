package io.millrace.features.aggregate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The number of rows in one bucket.
 *
 * @param label what names it in a feature
 * @param edges of all buckets, ascending
 * @param bucket 0: below the first edge
 */
record Histogram(String label, List<Double> edges, int bucket) implements AggregateFunction {
    static final Histogram ANY = new Histogram("histogram", List.of(), 0);

    private static final int MOST = 1000;

    Histogram {
        edges = List.copyOf(edges);
    }

    @Override
    public String functionName() {
        return "histogram";
    }

    @Override
    public String parameters() {
        return "edges, ascending";
    }

    @Override
    public List<String> example() {
        return List.of("0", "10", "50");
    }

    @Override
    public List<AggregateFunction> with(List<String> parameters) {
        String what = "1 to 1000 edges in ascending order";
        String example = "histogram: [0, 10, 50]";
        List<BigDecimal> numbers = Parameters.numbers(parameters, what, example);
        List<Double> ascending = numbers.stream().map(BigDecimal::doubleValue).toList();
        for (int i = 1; i < ascending.size(); i++) {
            if (ascending.get(i - 1) >= ascending.get(i)) {
                throw Parameters.wrong(what, example, parameters);
            }
        }
        if (ascending.size() > MOST) {
            throw Parameters.wrong(what, example, List.of(ascending.size() + " edges"));
        }
        List<AggregateFunction> columns = new ArrayList<>();
        for (int i = 0; i <= ascending.size(); i++) {
            columns.add(new Histogram("histogram_" + (i + 1), ascending, i));
        }
        return columns;
    }

    @Override
    public Set<InputType> inputs() {
        return Takes.NUMBERS.inputs();
    }

    @Override
    public ResultType result(InputType input) {
        return ResultType.BIGINT;
    }

    @Override
    public Accumulator accumulator(InputType input) {
        return new Buckets(Numeric.of(input), edges);
    }

    @Override
    public void finish(Ir ir, int word, int object, InputType input, long time, Result result) {
        result.set(ir.word(word + 1 + bucket));
    }

    @Override
    public String meaning() {
        return "Rows below the first edge (`histogram_1`), from each edge to below the next, and"
                + " from the last edge on, in columns of their own. 0 when there are none; NaN is"
                + " in none.";
    }
}
