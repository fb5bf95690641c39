package io.millrace.features.aggregate;

import java.util.Set;

/** The share of rows for which {@code where} is true. */
enum Ratio implements AggregateFunction {
    ROWS;

    @Override
    public String functionName() {
        return "ratio";
    }

    @Override
    public Set<InputType> inputs() {
        return Takes.ANY.inputs();
    }

    @Override
    public ResultType result(InputType input) {
        return ResultType.DOUBLE;
    }

    @Override
    public boolean isDividedByCondition() {
        return true;
    }

    @Override
    public Accumulator accumulator(InputType input) {
        return new Share(-1);
    }

    @Override
    public Accumulator accumulator(InputType input, int condition) {
        return new Share(condition);
    }

    @Override
    public void finish(Ir ir, int word, int object, InputType input, long time, Result result) {
        if (ir.word(word) > 0) {
            result.set((double) ir.word(word + 1) / ir.word(word));
        }
    }

    @Override
    public String meaning() {
        return "Share of the rows, or of those whose column is not null, for which `where` is true."
                + " Needs a `where`, which leaves out no rows here.";
    }
}
