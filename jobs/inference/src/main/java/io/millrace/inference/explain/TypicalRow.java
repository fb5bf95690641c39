package io.millrace.inference.explain;

import io.millrace.inference.card.ColumnBaseline;
import io.millrace.inference.card.ModelCard;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A row of medians, as the card's baseline has them. */
final class TypicalRow {

    private final double[] values;

    TypicalRow(ModelCard card) {
        Map<String, ColumnBaseline> baseline =
                card.baseline().stream()
                        .collect(Collectors.toMap(ColumnBaseline::column, Function.identity()));
        values =
                card.inputNames().stream()
                        .mapToDouble(
                                name ->
                                        baseline.containsKey(name)
                                                ? median(baseline.get(name).quantiles())
                                                : Double.NaN)
                        .toArray();
    }

    private static double median(List<Double> quantiles) {
        int size = quantiles.size();
        if (size == 0) {
            return Double.NaN;
        }
        return (quantiles.get((size - 1) / 2) + quantiles.get(size / 2)) / 2;
    }

    /** Whether there is a baseline of anything. */
    boolean isKnown() {
        return Arrays.stream(values).anyMatch(value -> !Double.isNaN(value));
    }

    int size() {
        return values.length;
    }

    /** Of one of the card's inputs; NaN when nothing is known of it, or it is mostly missing. */
    double value(int cardInput) {
        return values[cardInput];
    }
}
