package io.millrace.features.aggregate;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads parameters as users write them; messages go on from the function's name. */
final class Parameters {
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,18})\\s*(ms|s|m|h|d)");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    private Parameters() {}

    /** One whole number. */
    static int one(List<String> parameters, int most, String example) {
        if (parameters.size() != 1) {
            throw wrong("a whole number from 1 to " + most, example, parameters);
        }
        return some(parameters, most, example).get(0);
    }

    /** Different whole numbers from 1, at least one. */
    static List<Integer> some(List<String> parameters, int most, String example) {
        String what = "whole numbers from 1 to " + most;
        requireSome(parameters, what, example);
        return parameters.stream()
                .map(
                        text -> {
                            if (!text.matches("\\d{1,9}")
                                    || Integer.parseInt(text) < 1
                                    || Integer.parseInt(text) > most) {
                                throw wrong(what, example, parameters);
                            }
                            return Integer.parseInt(text);
                        })
                .toList();
    }

    /** Finite numbers, at least one. */
    static List<BigDecimal> numbers(List<String> parameters, String what, String example) {
        requireSome(parameters, what, example);
        return parameters.stream()
                .map(
                        text -> {
                            try {
                                BigDecimal number = new BigDecimal(text.replace("_", ""));
                                if (Double.isFinite(number.doubleValue())) {
                                    return number;
                                }
                            } catch (NumberFormatException notANumber) {
                                // said below, as for a number out of range
                            }
                            throw wrong(what, example, parameters);
                        })
                .toList();
    }

    /** A length of time in milliseconds, more than zero. */
    static long millis(String text, String what, String example, List<String> parameters) {
        Matcher form = LENGTH.matcher(text);
        try {
            if (form.matches() && Long.parseLong(form.group(1)) > 0) {
                return Math.multiplyExact(Long.parseLong(form.group(1)), MILLIS.get(form.group(2)));
            }
        } catch (ArithmeticException tooLong) {
            // said below, as for what is no length
        }
        throw wrong(what, example, parameters);
    }

    static void requireSome(List<String> parameters, String what, String example) {
        Set<String> different = new HashSet<>(parameters);
        if (parameters.isEmpty() || different.size() < parameters.size()) {
            throw wrong(what, example, parameters);
        }
    }

    static IllegalArgumentException wrong(String what, String example, List<String> parameters) {
        return new IllegalArgumentException(
                "takes "
                        + what
                        + ", such as "
                        + example
                        + (parameters.isEmpty() ? "" : ", not " + String.join(", ", parameters)));
    }
}
