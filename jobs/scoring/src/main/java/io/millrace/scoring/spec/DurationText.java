package io.millrace.scoring.spec;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lengths of time as users write them: {@code 500ms}, {@code 60s}, {@code 15m}, {@code 3h}, {@code
 * 7d}.
 */
public final class DurationText {

    static final String EXAMPLES = "500ms, 60s, 15m, 3h or 7d";

    private static final Pattern FORM = Pattern.compile("(-?\\d{1,18})\\s*(ms|s|m|h|d)");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    private DurationText() {}

    /**
     * A whole number and a unit. Zero and negative lengths are returned for the caller to judge.
     *
     * @return empty when the text is something else, or longer than milliseconds in a long can say
     */
    public static Optional<Duration> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            long count = Long.parseLong(form.group(1));
            long millis = Math.multiplyExact(count, MILLIS.get(form.group(2)));
            return Optional.of(Duration.ofMillis(millis));
        } catch (ArithmeticException tooLong) {
            return Optional.empty();
        }
    }

    /** The shortest spelling of whole milliseconds: {@code 24h} becomes {@code 1d}. */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0s";
        }
        for (String unit : new String[] {"d", "h", "m", "s"}) {
            long length = MILLIS.get(unit);
            if (millis % length == 0) {
                return millis / length + unit;
            }
        }
        return millis + "ms";
    }
}
