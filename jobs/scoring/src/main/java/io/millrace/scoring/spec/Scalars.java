package io.millrace.scoring.spec;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Numbers, lengths of time and choices, read from a value; problems as {@link Value} says. */
final class Scalars {

    private static final String NOT_A_LENGTH =
            "%s is not a length of time; write a whole number and a unit, such as %s";

    private Scalars() {}

    static boolean bool(Value value) {
        Optional<String> text = value.scalar();
        boolean isTrue = text.filter("true"::equalsIgnoreCase).isPresent();
        if (text.isPresent() && !isTrue && !"false".equalsIgnoreCase(text.get())) {
            value.problem(value.quoted() + " is neither true nor false");
        }
        return isTrue;
    }

    /** A whole number from {@code least} to {@code most}; {@code least} after a problem. */
    static long integer(Value value, long least, long most) {
        Optional<String> text = value.scalar();
        if (text.isEmpty()) {
            return least;
        }
        try {
            long number = Long.parseLong(text.get().replace("_", ""));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notWhole) {
            // said below, as for a number out of range
        }
        value.problem(
                "%s is not a whole number from %d to %d".formatted(value.quoted(), least, most));
        return least;
    }

    /** A finite number; zero after a problem. */
    static double number(Value value) {
        Optional<String> text = value.scalar();
        if (text.isEmpty()) {
            return 0;
        }
        try {
            double number = Double.parseDouble(text.get());
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below, as for infinity
        }
        value.problem(value.quoted() + " is not a finite number");
        return 0;
    }

    /** A finite number, zero or more; zero after a problem. */
    static double notNegative(Value value) {
        double number = number(value);
        if (number < 0) {
            value.problem(value.quoted() + " is negative; write 0 or more");
        }
        return Math.max(0, number);
    }

    /** A number from 0 to 1; zero after a problem. */
    static double share(Value value) {
        double number = number(value);
        if (number < 0 || number > 1) {
            value.problem(value.quoted() + " is not a share from 0 to 1, such as 0.1");
            return 0;
        }
        return number;
    }

    /** A length of time, more than zero; a second after a problem. */
    static Duration positiveDuration(Value value) {
        Duration duration = duration(value);
        if (!duration.isNegative() && !duration.isZero()) {
            return duration;
        }
        value.problem(
                "%s is not longer than zero; write a length such as %s"
                        .formatted(value.quoted(), DurationText.EXAMPLES));
        return Duration.ofSeconds(1);
    }

    /** A window's length; zero after a problem. */
    static Duration window(Value value) {
        Optional<Duration> length = value.scalar().flatMap(DurationText::parse);
        Duration duration = length.orElse(Duration.ZERO);
        if (duration.isNegative() || duration.isZero()) {
            value.problem(
                    (length.isPresent()
                                    ? "window %s is not longer than zero; write a length such as %s"
                                    : NOT_A_LENGTH)
                            .formatted(value.quoted(), DurationText.EXAMPLES));
            return Duration.ZERO;
        }
        return duration;
    }

    /** A length of time, zero or more; a second after a problem. */
    static Duration durationOrZero(Value value) {
        Duration duration = duration(value);
        if (!duration.isNegative()) {
            return duration;
        }
        value.problem(value.quoted() + " is negative; write 0s or longer");
        return Duration.ofSeconds(1);
    }

    private static Duration duration(Value value) {
        Optional<String> text = value.scalar();
        Optional<Duration> duration = text.flatMap(DurationText::parse);
        if (text.isPresent() && duration.isEmpty()) {
            value.problem(NOT_A_LENGTH.formatted(value.quoted(), DurationText.EXAMPLES));
        }
        return duration.orElse(Duration.ofSeconds(1));
    }

    /** One of an enum's constants, by its {@link #spelling}; the fallback after a problem. */
    static <E extends Enum<E>> E oneOf(Value value, Class<E> type, E fallback) {
        Optional<String> text = value.scalar();
        List<E> constants = List.of(type.getEnumConstants());
        List<String> spellings = constants.stream().map(Scalars::spelling).toList();
        int index = text.map(spellings::indexOf).orElse(spellings.indexOf(spelling(fallback)));
        if (index < 0) {
            value.problem(
                    value.quoted()
                            + " is not known here; write one of "
                            + String.join(", ", spellings));
            return fallback;
        }
        return constants.get(index);
    }

    /** How users write a constant: {@code EVENT_TIME} is {@code event-time}. */
    static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
