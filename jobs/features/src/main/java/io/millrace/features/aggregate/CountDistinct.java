package io.millrace.features.aggregate;

import java.util.Set;

/** The number of different values, exact. */
enum CountDistinct implements AggregateFunction {
    EXACT;

    @Override
    public String functionName() {
        return "count_distinct";
    }

    @Override
    public Set<InputType> inputs() {
        return Takes.VALUES.inputs();
    }

    @Override
    public ResultType result(InputType input) {
        return ResultType.BIGINT;
    }

    @Override
    public Accumulator accumulator(InputType input) {
        return DistinctValues.of(input);
    }

    @Override
    public void finish(Ir ir, int word, int object, InputType input, long time, Result result) {
        boolean empty = ir.word(word) == 0;
        result.set(empty ? 0L : Cells.in(ir, object, input == InputType.TEXT).size());
    }

    @Override
    public String meaning() {
        return "Different values, exact: memory and work grow with their number. 0 when there are"
                + " no rows. NaN is one value; -0.0 is 0.0.";
    }
}
