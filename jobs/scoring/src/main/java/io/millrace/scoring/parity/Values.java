package io.millrace.scoring.parity;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.OptionalDouble;
import javax.annotation.Nullable;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.TimestampData;

/** Two values of one feature, in Flink's internal format. */
final class Values {

    /** What came of a comparison. */
    enum Outcome {
        EQUAL,
        DIFFERENT,
        /** History has a value, the log has none. */
        MISSING,
        /** The log has a value, history has none. */
        EXTRA
    }

    private Values() {}

    static Outcome compare(
            @Nullable Object live, @Nullable Object recomputed, Tolerance tolerance) {
        if (live == null || recomputed == null) {
            return live == recomputed
                    ? Outcome.EQUAL
                    : live == null ? Outcome.MISSING : Outcome.EXTRA;
        }
        return same(live, recomputed) || near(live, recomputed, tolerance)
                ? Outcome.EQUAL
                : Outcome.DIFFERENT;
    }

    /** Boxed floating-point numbers are equal when their bits are, all NaN being one. */
    private static boolean same(Object live, Object recomputed) {
        return Objects.deepEquals(live, recomputed);
    }

    private static boolean near(Object live, Object recomputed, Tolerance tolerance) {
        OptionalDouble difference = difference(live, recomputed);
        return difference.isPresent()
                && tolerance.covers(
                        difference.getAsDouble(),
                        Math.max(Math.abs(number(live)), Math.abs(number(recomputed))));
    }

    /**
     * How far two numbers or times (in milliseconds) are apart; empty for what has no distance, NaN
     * among it.
     */
    static OptionalDouble difference(@Nullable Object live, @Nullable Object recomputed) {
        if (live == null || recomputed == null) {
            return OptionalDouble.empty();
        }
        double difference =
                live instanceof Long a && recomputed instanceof Long b
                        ? BigDecimal.valueOf(a).subtract(BigDecimal.valueOf(b)).abs().doubleValue()
                        : Math.abs(number(live) - number(recomputed));
        return Double.isNaN(difference) ? OptionalDouble.empty() : OptionalDouble.of(difference);
    }

    private static double number(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof TimestampData time) {
            return time.getMillisecond() + time.getNanoOfMillisecond() / 1e6;
        }
        return value instanceof DecimalData decimal
                ? decimal.toBigDecimal().doubleValue()
                : Double.NaN;
    }
}
