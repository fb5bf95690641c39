package io.millrace.inference.card;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as users write them: {@code 24h}, {@code 7d}, {@code 90s}, or ISO-8601. */
final class Durations {

    private static final Pattern SIMPLE = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

    /** From the largest. */
    private static final List<Unit> UNITS =
            List.of(
                    new Unit("d", Duration.ofDays(1)),
                    new Unit("h", Duration.ofHours(1)),
                    new Unit("m", Duration.ofMinutes(1)),
                    new Unit("s", Duration.ofSeconds(1)),
                    new Unit("ms", Duration.ofMillis(1)));

    private record Unit(String symbol, Duration length) {}

    private Durations() {}

    static Optional<Duration> parse(String text) {
        Matcher simple = SIMPLE.matcher(text.trim());
        if (simple.matches()) {
            long count = Long.parseLong(simple.group(1));
            return UNITS.stream()
                    .filter(unit -> unit.symbol.equals(simple.group(2)))
                    .map(unit -> unit.length.multipliedBy(count))
                    .findFirst();
        }
        try {
            return Optional.of(Duration.parse(text.trim()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** In the largest unit that divides it, hours up to two days. */
    static String text(Duration duration) {
        for (Unit unit : UNITS) {
            long count = duration.dividedBy(unit.length);
            boolean fits = count > 0 && unit.length.multipliedBy(count).equals(duration);
            if (fits && !(unit.symbol.equals("d") && count <= 2)) {
                return count + unit.symbol;
            }
        }
        return duration.toString();
    }
}
