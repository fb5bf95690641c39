package io.millrace.features.tile;

import io.millrace.features.tile.Histories.Feature;
import io.millrace.features.tile.Histories.Sample;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/**
 * The obvious implementation: every answer from all rows, in exact arithmetic. Where values are not
 * finite it follows the rules of IEEE 754.
 */
final class Oracle {
    private static final MathContext PRECISE = new MathContext(40);
    private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

    private Oracle() {}

    /** An answer, and by how much a double may miss it. */
    record Expected(Object value, double tolerance) {}

    /**
     * @param length of the window as rates count it, milliseconds
     */
    static Expected answer(
            Feature feature,
            List<Sample> rows,
            long time,
            boolean inclusive,
            long window,
            long length) {
        BigInteger end = BigInteger.valueOf(time);
        BigInteger start = end.subtract(BigInteger.valueOf(window));
        List<Sample> inWindow =
                rows.stream()
                        .filter(row -> BigInteger.valueOf(row.time()).compareTo(start) > 0)
                        .filter(row -> inclusive ? row.time() <= time : row.time() < time)
                        .filter(row -> !feature.isFiltered() || Boolean.TRUE.equals(row.flag()))
                        .filter(row -> feature.column() < 0 || row.value(feature.column()) != null)
                        .sorted(
                                Comparator.comparingLong(Sample::time)
                                        .thenComparingLong(Sample::sequence))
                        .toList();
        return answer(feature, inWindow, time, length);
    }

    private static Expected answer(Feature feature, List<Sample> rows, long time, long length) {
        String name = feature.name();
        if (name.equals("count")) {
            return exact((long) rows.size());
        }
        if (ValueOracle.ALL.contains(name)) {
            return ValueOracle.answer(feature, rows, length);
        }
        if (rows.isEmpty()) {
            return exact(null);
        }
        List<Object> values =
                feature.column() < 0
                        ? List.of()
                        : rows.stream().map(row -> row.value(feature.column())).toList();
        Sample first = rows.get(0);
        Sample last = rows.get(rows.size() - 1);
        return switch (name) {
            case "first" -> exact(values.get(0));
            case "last" -> exact(values.get(values.size() - 1));
            case "time_since_first" -> exact((time - first.time()) / 1000.0);
            case "time_since_last" -> exact((time - last.time()) / 1000.0);
            case "min" -> exact(values.stream().reduce(Oracle::smaller).orElseThrow());
            case "max" -> exact(values.stream().reduce(Oracle::larger).orElseThrow());
            default -> moments(name, rows, values);
        };
    }

    private static Object smaller(Object left, Object right) {
        return left instanceof Double a
                ? (Object) Math.min(a, (Double) right)
                : ValueOracle.ORDER.compare(left, right) <= 0 ? left : right;
    }

    private static Object larger(Object left, Object right) {
        return left instanceof Double a
                ? (Object) Math.max(a, (Double) right)
                : ValueOracle.ORDER.compare(left, right) >= 0 ? left : right;
    }

    static Expected moments(String name, List<Sample> rows, List<Object> values) {
        double plain = values.stream().mapToDouble(value -> ((Number) value).doubleValue()).sum();
        boolean finite =
                values.stream().allMatch(value -> Double.isFinite(((Number) value).doubleValue()));
        boolean oneTime = rows.get(0).time() == rows.get(rows.size() - 1).time();
        if (name.equals("slope") && oneTime) {
            return exact(null);
        }
        if ((name.equals("stddev") || name.equals("variance")) && rows.size() < 2) {
            return exact(null);
        }
        int least = name.equals("skewness") ? 3 : name.equals("kurtosis") ? 4 : 0;
        if (rows.size() < least) {
            return exact(null);
        }
        if (!finite) {
            return exact(name.equals("sum") || name.equals("mean") ? plain : Double.NaN);
        }
        List<BigDecimal> numbers =
                values.stream()
                        .map(
                                value ->
                                        value instanceof Long integer
                                                ? BigDecimal.valueOf(integer)
                                                : new BigDecimal((Double) value))
                        .toList();
        return switch (name) {
            case "sum" -> sum(numbers, values.get(0) instanceof Long);
            case "mean" -> within(mean(numbers), largest(numbers) * 1e-14);
            case "variance" -> variance(numbers);
            case "stddev" -> stddev(numbers);
            case "skewness" -> skewness(numbers);
            case "kurtosis" -> kurtosis(numbers);
            case "slope" -> slope(rows, numbers);
            default -> throw new IllegalArgumentException("no oracle for " + name);
        };
    }

    private static Expected sum(List<BigDecimal> numbers, boolean integers) {
        BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (!integers) {
            return within(sum, largest(numbers) * numbers.size() * 1e-15);
        }
        BigDecimal held =
                sum.min(BigDecimal.valueOf(Long.MAX_VALUE)).max(BigDecimal.valueOf(Long.MIN_VALUE));
        return exact(held.longValueExact());
    }

    private static BigDecimal mean(List<BigDecimal> numbers) {
        BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.divide(BigDecimal.valueOf(numbers.size()), PRECISE);
    }

    private static BigDecimal squares(List<BigDecimal> numbers) {
        BigDecimal mean = mean(numbers);
        return numbers.stream()
                .map(number -> number.subtract(mean).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Expected variance(List<BigDecimal> numbers) {
        BigDecimal value =
                squares(numbers).divide(BigDecimal.valueOf(numbers.size() - 1L), PRECISE);
        return within(value, value.doubleValue() * 1e-12);
    }

    private static Expected stddev(List<BigDecimal> numbers) {
        BigDecimal variance =
                squares(numbers).divide(BigDecimal.valueOf(numbers.size() - 1L), PRECISE);
        BigDecimal value = variance.sqrt(PRECISE);
        return within(value, value.doubleValue() * 1e-12);
    }

    private static BigDecimal powers(List<BigDecimal> numbers, int power) {
        BigDecimal mean = mean(numbers);
        return numbers.stream()
                .map(number -> number.subtract(mean).pow(power, PRECISE))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Expected skewness(List<BigDecimal> numbers) {
        double n = numbers.size();
        double second = powers(numbers, 2).doubleValue();
        if (new HashSet<>(numbers).size() == 1) {
            return exact(null);
        }
        double plain = Math.sqrt(n) * powers(numbers, 3).doubleValue() / Math.pow(second, 1.5);
        double value = Math.sqrt(n * (n - 1)) / (n - 2) * plain;
        return new Expected(value, 1e-11 * Math.max(Math.abs(value), Math.sqrt(n)));
    }

    private static Expected kurtosis(List<BigDecimal> numbers) {
        double n = numbers.size();
        double second = powers(numbers, 2).doubleValue();
        if (new HashSet<>(numbers).size() == 1) {
            return exact(null);
        }
        double excess = n * powers(numbers, 4).doubleValue() / (second * second) - 3;
        double value = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * excess + 6);
        return new Expected(value, 1e-11 * Math.max(Math.abs(value), n));
    }

    private static Expected slope(List<Sample> rows, List<BigDecimal> numbers) {
        List<BigDecimal> times =
                rows.stream()
                        .map(row -> BigDecimal.valueOf(row.time()).divide(MILLIS, PRECISE))
                        .toList();
        BigDecimal meanTime = mean(times);
        BigDecimal meanNumber = mean(numbers);
        BigDecimal products = BigDecimal.ZERO;
        for (int i = 0; i < times.size(); i++) {
            BigDecimal time = times.get(i).subtract(meanTime);
            products = products.add(time.multiply(numbers.get(i).subtract(meanNumber)));
        }
        BigDecimal squares = squares(times);
        double spread = Math.sqrt(squares.doubleValue());
        double deviation = Math.sqrt(squares(numbers).doubleValue());
        double scale = deviation / spread;
        return within(products.divide(squares, PRECISE), scale * 1e-12);
    }

    static double largest(List<BigDecimal> numbers) {
        return numbers.stream().mapToDouble(number -> number.abs().doubleValue()).max().orElse(0);
    }

    static Expected exact(Object value) {
        return new Expected(value, 0);
    }

    static Expected within(BigDecimal value, double tolerance) {
        return new Expected(value.doubleValue(), tolerance);
    }
}
