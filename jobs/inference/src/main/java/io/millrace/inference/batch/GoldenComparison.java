package io.millrace.inference.batch;

import io.millrace.inference.card.GoldenValue;
import java.lang.reflect.Array;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.annotation.Nullable;

/** A model's answer beside the one that the card expects. */
final class GoldenComparison {

    private GoldenComparison() {}

    /** As {@link io.millrace.inference.card.GoldenRow} defines it; NaN agrees with NaN only. */
    static boolean agree(GoldenValue expected, @Nullable Object actual, double tolerance) {
        if (expected instanceof GoldenValue.Numeric numeric) {
            return numbersAgree(numeric.value(), number(actual), tolerance);
        } else if (expected instanceof GoldenValue.Text text) {
            return text.value().equals(actual);
        } else if (expected instanceof GoldenValue.Vector vector) {
            return actual != null
                    && actual.getClass().isArray()
                    && Array.getLength(actual) == vector.values().size()
                    && IntStream.range(0, vector.values().size())
                            .allMatch(
                                    i ->
                                            agree(
                                                    vector.values().get(i),
                                                    Array.get(actual, i),
                                                    tolerance));
        } else {
            return mapsAgree((GoldenValue.Entries) expected, actual, tolerance);
        }
    }

    static String text(@Nullable Object actual) {
        if (actual != null && actual.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(actual))
                    .mapToObj(i -> String.valueOf(Array.get(actual, i)))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return String.valueOf(actual);
    }

    static String text(GoldenValue expected) {
        if (expected instanceof GoldenValue.Numeric numeric) {
            return String.valueOf(numeric.value());
        } else if (expected instanceof GoldenValue.Text text) {
            return text.value();
        } else if (expected instanceof GoldenValue.Vector vector) {
            return text(vector.values().stream().map(GoldenComparison::text).toArray());
        } else {
            Map<String, GoldenValue> entries = ((GoldenValue.Entries) expected).values();
            return entries.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
    }

    private static boolean mapsAgree(
            GoldenValue.Entries expected, @Nullable Object actual, double tolerance) {
        if (!(actual instanceof Map<?, ?> map) || map.size() != expected.values().size()) {
            return false;
        }
        return map.entrySet().stream()
                .allMatch(
                        entry -> {
                            GoldenValue value = expected.values().get(entry.getKey().toString());
                            return value != null && agree(value, entry.getValue(), tolerance);
                        });
    }

    private static boolean numbersAgree(double expected, double actual, double tolerance) {
        if (Double.isNaN(expected) || Double.isInfinite(expected)) {
            return Double.compare(expected, actual) == 0;
        }
        return Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected));
    }

    private static double number(@Nullable Object actual) {
        if (actual instanceof Number number) {
            return number.doubleValue();
        }
        return actual instanceof Boolean bool ? (bool ? 1 : 0) : Double.NaN;
    }
}
