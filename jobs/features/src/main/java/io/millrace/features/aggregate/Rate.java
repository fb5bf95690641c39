package io.millrace.features.aggregate;

import java.util.Set;

/**
 * Rows, or the sum of a column, per second of the window's length, whatever part of it has rows.
 *
 * @param length of the window in milliseconds
 * @param hop milliseconds by which the tail moves; 0: an exact window
 */
record Rate(long length, long hop) implements AggregateFunction {
    static final Rate ANY = new Rate(1000, 0);

    private static final double MILLIS = 1000.0;

    @Override
    public String functionName() {
        return "rate";
    }

    @Override
    public AggregateFunction over(long windowLength, long windowHop) {
        return new Rate(windowLength, windowHop);
    }

    @Override
    public Set<InputType> inputs() {
        Set<InputType> inputs = Takes.NUMBERS.inputs();
        inputs.add(InputType.NONE);
        return inputs;
    }

    @Override
    public ResultType result(InputType input) {
        return ResultType.DOUBLE;
    }

    @Override
    public Accumulator accumulator(InputType input) {
        return input == InputType.NONE ? Count.ROWS : BuiltIn.summing(input);
    }

    @Override
    public void finish(Ir ir, int word, int object, InputType input, long time, Result result) {
        double seconds = reached(time) / MILLIS;
        if (input == InputType.NONE) {
            result.set(ir.word(word) / seconds);
        } else if (ir.word(word) > 0) {
            double sum =
                    input == InputType.FLOATING
                            ? FloatingSum.value(ir, word)
                            : IntegerSum.asDouble(ir, word);
            result.set(sum / seconds);
        }
    }

    /** A window with a hop begins with a tile, a part of a hop earlier. */
    private long reached(long time) {
        boolean beforeAllTime = time < Long.MIN_VALUE + length;
        return hop == 0 || beforeAllTime ? length : length + Math.floorMod(time - length, hop);
    }

    @Override
    public String meaning() {
        return "Rows, or the sum of the column, per second of the window's whole length; with `hop`,"
                + " of the length that its tiles reach back. Without a column 0 when there are no"
                + " rows.";
    }
}
