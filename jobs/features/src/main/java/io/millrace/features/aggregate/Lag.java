package io.millrace.features.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The value of a row counted back from the newest.
 *
 * @param functionName lag, or last_k, which is several
 * @param label what names it in a feature
 * @param back how many rows before the newest
 * @param kept how many rows all columns of one call need
 */
record Lag(String functionName, String label, int back, int kept) implements AggregateFunction {
    static final Lag LAG = new Lag("lag", "lag", 0, 1);
    static final Lag LAST_K = new Lag("last_k", "last_k", 0, 1);

    private static final int MOST = 1000;

    @Override
    public String parameters() {
        return equals(LAG) ? "how many rows back, 1 to 1000; several" : "k, 1 to 1000";
    }

    @Override
    public List<String> example() {
        return List.of(equals(LAG) ? "2" : "3");
    }

    @Override
    public List<AggregateFunction> with(List<String> parameters) {
        List<AggregateFunction> columns = new ArrayList<>();
        if (equals(LAG)) {
            List<Integer> lags = Parameters.some(parameters, MOST, "lag: 2 or lag: [1, 2]");
            int rows = 1 + lags.stream().max(Integer::compare).orElseThrow();
            lags.forEach(lag -> columns.add(new Lag("lag", "lag_" + lag, lag, rows)));
            return columns;
        }
        int k = Parameters.one(parameters, MOST, "last_k: 5");
        for (int i = 0; i < k; i++) {
            columns.add(new Lag("last_k", "last_" + (i + 1), i, k));
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
    public Accumulator accumulator(InputType input) {
        return new LastValues(kept, input == InputType.TEXT);
    }

    @Override
    public void finish(Ir ir, int word, int object, InputType input, long time, Result result) {
        if (ir.word(word) > back) {
            Cells cells = Cells.in(ir, object, input == InputType.TEXT);
            cells.answer(cells.size() - 1 - back, result);
        }
    }

    @Override
    public String meaning() {
        return functionName.equals("lag")
                ? "Value of the k-th row before the newest, of rows whose column is not null. NULL"
                        + " when there are not so many."
                : "Values of the k newest rows whose column is not null, in columns of their own:"
                        + " `last_1` is the newest. NULL where there are not so many.";
    }
}
