package io.millrace.features.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One of the most frequent values.
 *
 * @param label what names it in a feature
 * @param rank 0: the most frequent
 */
record TopK(String label, int rank) implements AggregateFunction {
    static final TopK ANY = new TopK("top_k", 0);

    private static final int MOST = 100;

    @Override
    public String functionName() {
        return "top_k";
    }

    @Override
    public String parameters() {
        return "k, 1 to 100";
    }

    @Override
    public List<String> example() {
        return List.of("3");
    }

    @Override
    public List<AggregateFunction> with(List<String> parameters) {
        int k = Parameters.one(parameters, MOST, "top_k: 3");
        List<AggregateFunction> columns = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            columns.add(new TopK("top_" + (i + 1), i));
        }
        return columns;
    }

    @Override
    public Set<InputType> inputs() {
        return Takes.VALUES.inputs();
    }

    @Override
    public ResultType result(InputType input) {
        return ResultType.INPUT;
    }

    @Override
    public Frequencies accumulator(InputType input) {
        return new Frequencies(input == InputType.TEXT, input == InputType.FLOATING);
    }

    @Override
    public void finish(Ir ir, int word, int object, InputType input, long time, Result result) {
        if (ir.word(word) == 0) {
            return;
        }
        ValueCounts counts = accumulator(input).counts(ir, object);
        if (rank < counts.size()) {
            boolean floating = input == InputType.FLOATING;
            counts.values().answer(Ranking.of(counts, rank, floating), result);
        }
    }

    @Override
    public String meaning() {
        return "The k most frequent values, in columns of their own: `top_1` has the most rows; of"
                + " equally frequent ones the smaller comes first, NaN last. NULL where there are"
                + " not so many. Exact up to 1024 different values; from then on counts are short"
                + " by at most rows / 1025.";
    }
}
