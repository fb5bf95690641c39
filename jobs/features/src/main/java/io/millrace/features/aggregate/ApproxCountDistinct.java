package io.millrace.features.aggregate;

import java.util.Set;

/** The number of different values, estimated in bounded memory. */
enum ApproxCountDistinct implements AggregateFunction {
    SKETCHED;

    @Override
    public String functionName() {
        return "approx_count_distinct";
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
    public DistinctHashes accumulator(InputType input) {
        return new DistinctHashes(input == InputType.TEXT, input == InputType.FLOATING);
    }

    @Override
    public void finish(Ir ir, int word, int object, InputType input, long time, Result result) {
        boolean empty = ir.word(word) == 0;
        result.set(empty ? 0L : accumulator(input).sketch(ir, object).estimate());
    }

    @Override
    public String meaning() {
        return "Different values: exact up to 512, from then on a HyperLogLog of 4096 registers,"
                + " within 3.3 % in 95 of 100 cases. 0 when there are no rows.";
    }
}
