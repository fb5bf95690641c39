package io.millrace.features.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Exponentially weighted mean over time.
 *
 * @param label what names it in a feature
 * @param halfLife milliseconds
 */
record Ewma(String label, long halfLife) implements AggregateFunction {
    static final Ewma ANY = new Ewma("ewma", 1);

    private static final String WHAT = "half-lives";

    @Override
    public String functionName() {
        return "ewma";
    }

    @Override
    public String parameters() {
        return "half-life; several";
    }

    @Override
    public List<String> example() {
        return List.of("1h");
    }

    @Override
    public List<AggregateFunction> with(List<String> parameters) {
        String example = "ewma: 1h or ewma: [15m, 1h]";
        Parameters.requireSome(parameters, WHAT, example);
        List<AggregateFunction> columns = new ArrayList<>();
        for (String text : parameters) {
            long millis = Parameters.millis(text, WHAT, example, parameters);
            columns.add(new Ewma("ewma_" + text.replaceAll("\\s", ""), millis));
        }
        return columns;
    }

    @Override
    public Set<InputType> inputs() {
        return Takes.NUMBERS.inputs();
    }

    @Override
    public ResultType result(InputType input) {
        return ResultType.DOUBLE;
    }

    @Override
    public Accumulator accumulator(InputType input) {
        return new Decay(Numeric.of(input), halfLife);
    }

    @Override
    public void finish(Ir ir, int word, int object, InputType input, long time, Result result) {
        if (ir.word(word) > 0) {
            result.set(Decay.mean(ir, word));
        }
    }

    @Override
    public String meaning() {
        return "Mean in which a row's weight halves with every half-life of its age. NaN when a"
                + " value is not finite.";
    }
}
