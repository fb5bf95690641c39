package io.millrace.features.aggregate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The value at a fraction of the rows in their order.
 *
 * @param functionName quantile, or median
 * @param label what names it in a feature
 * @param fraction more than 0, less than 1
 */
record Quantile(String functionName, String label, double fraction) implements AggregateFunction {
    static final Quantile ANY = new Quantile("quantile", "quantile", 0.5);
    static final Quantile MEDIAN = new Quantile("median", "median", 0.5);

    private boolean isMedian() {
        return functionName.equals("median");
    }

    @Override
    public String parameters() {
        return isMedian() ? "" : "fraction between 0 and 1; several";
    }

    @Override
    public List<String> example() {
        return isMedian() ? List.of() : List.of("0.99");
    }

    @Override
    public List<AggregateFunction> with(List<String> parameters) {
        if (isMedian()) {
            return AggregateFunction.super.with(parameters);
        }
        String what = "fractions between 0 and 1";
        String example = "quantile: 0.99 or quantile: [0.5, 0.99]";
        List<AggregateFunction> columns = new ArrayList<>();
        for (BigDecimal number : Parameters.numbers(parameters, what, example)) {
            if (number.signum() <= 0 || number.compareTo(BigDecimal.ONE) >= 0) {
                throw Parameters.wrong(what, example, parameters);
            }
            columns.add(new Quantile("quantile", percentile(number), number.doubleValue()));
        }
        return columns;
    }

    /** 0.99 is p99, 0.999 is p99_9. */
    private static String percentile(BigDecimal number) {
        String percent = number.movePointRight(2).stripTrailingZeros().toPlainString();
        return "p" + percent.replace('.', '_');
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
        return new Quantiles(Numeric.of(input));
    }

    @Override
    public void finish(Ir ir, int word, int object, InputType input, long time, Result result) {
        if (ir.word(word) > 0) {
            result.set(Quantiles.quantile(ir, word, object, fraction));
        }
    }

    @Override
    public String meaning() {
        return isMedian()
                ? "The quantile at 0.5."
                : "Value at a fraction of the rows, between two rows as PERCENTILE_CONT: exact up to"
                        + " 1024 rows, from then on a KLL sketch whose rank is within 0.28 % in 99"
                        + " of 100 cases. NaN when a value is NaN.";
    }
}
