package io.millrace.features.tile;

import io.millrace.features.tile.Histories.Feature;
import io.millrace.features.tile.Histories.Sample;
import io.millrace.features.tile.Oracle.Expected;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The obvious implementation of what takes parameters or hands out values. */
final class ValueOracle {
    static final Set<String> ALL =
            Set.of(
                    "last_k",
                    "lag",
                    "count_distinct",
                    "approx_count_distinct",
                    "quantile",
                    "median",
                    "top_k",
                    "ewma",
                    "rate",
                    "ratio",
                    "histogram");

    /** Numbers by size, NaN last; texts by their bytes. */
    static final Comparator<Object> ORDER =
            (left, right) -> {
                if (left instanceof Double number) {
                    return Double.compare(number, (Double) right);
                }
                return left instanceof Long number
                        ? Long.compare(number, (Long) right)
                        : Arrays.compareUnsigned(utf8(left), utf8(right));
            };

    /** Half-lives after which a weight is far below the last bit of any answer. */
    private static final int NOTHING = 200;

    private ValueOracle() {}

    private static byte[] utf8(Object text) {
        return ((String) text).getBytes(StandardCharsets.UTF_8);
    }

    static Expected answer(Feature feature, List<Sample> rows, long length) {
        List<Object> values =
                feature.column() < 0
                        ? List.of()
                        : rows.stream().map(row -> row.value(feature.column())).toList();
        String name = feature.name();
        return switch (name) {
            case "rate" -> rate(rows, values, feature.column() < 0, length / 1000.0);
            case "ratio" -> ratio(rows);
            case "histogram" -> histogram(values, Integer.parseInt(feature.number()) - 1);
            case "count_distinct", "approx_count_distinct" ->
                    Oracle.exact(values.stream().map(ValueOracle::unsigned).distinct().count());
            case "last_k" -> fromTheEnd(values, Integer.parseInt(feature.number()) - 1);
            case "lag" -> fromTheEnd(values, Integer.parseInt(feature.number()));
            case "top_k" -> top(values, Integer.parseInt(feature.number()) - 1);
            case "median" -> quantile(values, 0.5);
            case "quantile" ->
                    quantile(
                            values,
                            new BigDecimal(feature.number()).movePointLeft(2).doubleValue());
            case "ewma" -> ewma(rows, values, feature.number());
            default -> throw new IllegalArgumentException("no oracle for " + name);
        };
    }

    /** -0.0 and 0.0 are one value. */
    private static Object unsigned(Object value) {
        return value instanceof Double number && number == 0 ? (Object) 0.0 : value;
    }

    private static Expected rate(
            List<Sample> rows, List<Object> values, boolean ofRows, double seconds) {
        if (ofRows) {
            return Oracle.exact(rows.size() / seconds);
        }
        if (rows.isEmpty()) {
            return Oracle.exact(null);
        }
        List<Double> numbers = numbers(values);
        if (!numbers.stream().allMatch(Double::isFinite)) {
            return Oracle.exact(numbers.stream().mapToDouble(each -> each).sum() / seconds);
        }
        BigDecimal sum =
                values.stream().map(ValueOracle::precise).reduce(BigDecimal.ZERO, BigDecimal::add);
        double largest = numbers.stream().mapToDouble(Math::abs).max().orElse(0);
        double value = sum.doubleValue() / seconds;
        return new Expected(value, Math.max(largest * rows.size() * 1e-15, 1e-300) / seconds);
    }

    private static BigDecimal precise(Object value) {
        return value instanceof Long integer
                ? BigDecimal.valueOf(integer)
                : new BigDecimal((Double) value);
    }

    private static List<Double> numbers(List<Object> values) {
        return values.stream().map(value -> ((Number) value).doubleValue()).toList();
    }

    private static Expected ratio(List<Sample> rows) {
        long holds = rows.stream().filter(row -> Boolean.TRUE.equals(row.flag())).count();
        return Oracle.exact(rows.isEmpty() ? null : (double) holds / rows.size());
    }

    private static Expected histogram(List<Object> values, int bucket) {
        double from = bucket == 0 ? Double.NEGATIVE_INFINITY : Histories.EDGES[bucket - 1];
        boolean last = bucket == Histories.EDGES.length;
        double to = last ? Double.POSITIVE_INFINITY : Histories.EDGES[bucket];
        return Oracle.exact(
                numbers(values).stream()
                        .filter(number -> number >= from && (last || number < to))
                        .count());
    }

    private static Expected fromTheEnd(List<Object> values, int back) {
        int index = values.size() - 1 - back;
        return Oracle.exact(index < 0 ? null : values.get(index));
    }

    private static Expected top(List<Object> values, int rank) {
        Map<Object, Long> counts =
                values.stream()
                        .map(ValueOracle::unsigned)
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        Comparator<Object> byCount = Comparator.comparing(counts::get);
        List<Object> order =
                counts.keySet().stream().sorted(byCount.reversed().thenComparing(ORDER)).toList();
        return Oracle.exact(rank < order.size() ? order.get(rank) : null);
    }

    /** As PERCENTILE_CONT. */
    private static Expected quantile(List<Object> values, double fraction) {
        List<Double> order = numbers(values).stream().sorted().toList();
        if (order.isEmpty()) {
            return Oracle.exact(null);
        }
        if (order.get(order.size() - 1).isNaN()) {
            return Oracle.exact(Double.NaN);
        }
        double place = fraction * (order.size() - 1);
        int floor = (int) place;
        double part = place - floor;
        double low = order.get(floor);
        double high = part == 0 ? low : order.get(floor + 1);
        return Oracle.exact(low == high ? low : low * (1 - part) + high * part);
    }

    private static Expected ewma(List<Sample> rows, List<Object> values, String halfLife) {
        if (rows.isEmpty()) {
            return Oracle.exact(null);
        }
        if (!numbers(values).stream().allMatch(Double::isFinite)) {
            return Oracle.exact(Double.NaN);
        }
        Duration length =
                halfLife.endsWith("ms")
                        ? Duration.ofMillis(Long.parseLong(halfLife.replace("ms", "")))
                        : Duration.parse(
                                (halfLife.endsWith("d") ? "P" : "PT")
                                        + halfLife.toUpperCase(Locale.ROOT));
        BigDecimal newest = BigDecimal.valueOf(rows.get(rows.size() - 1).time());
        BigDecimal weights = BigDecimal.ZERO;
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < rows.size(); i++) {
            BigDecimal age = newest.subtract(BigDecimal.valueOf(rows.get(i).time()));
            double halvings = age.doubleValue() / length.toMillis();
            if (halvings > NOTHING) {
                continue;
            }
            BigDecimal weight = new BigDecimal(Math.pow(2, -halvings));
            weights = weights.add(weight);
            sum = sum.add(weight.multiply(precise(values.get(i))));
        }
        double largest = numbers(values).stream().mapToDouble(Math::abs).max().orElse(0);
        double value = sum.divide(weights, MathContext.DECIMAL64).doubleValue();
        return new Expected(value, Math.max(largest * 1e-12, 1e-300));
    }
}
