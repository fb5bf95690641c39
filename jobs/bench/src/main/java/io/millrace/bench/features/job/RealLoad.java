package io.millrace.bench.features.job;

import io.millrace.features.definition.AggregationDefinition;
import io.millrace.features.definition.Window;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a model of a machine or a card asks for: 80 features over four windows. */
final class RealLoad {

    static final int COLUMNS = 4;

    /** Every twentieth event comes late. */
    static final int LATE = 20;

    private RealLoad() {}

    /** Milliseconds by label. */
    static Map<String, Long> windows() {
        Map<String, Long> windows = new LinkedHashMap<>();
        windows.put("15m", Duration.ofMinutes(15).toMillis());
        windows.put("1h", Duration.ofHours(1).toMillis());
        windows.put("24h", Duration.ofHours(24).toMillis());
        windows.put("7d", Duration.ofDays(7).toMillis());
        return windows;
    }

    static AggregationDefinition definition() {
        return new AggregationDefinition(
                IntStream.range(0, COLUMNS).mapToObj(column -> "v" + column).toList(),
                List.of("count", "mean", "stddev", "min", "max"),
                windows().entrySet().stream()
                        .map(
                                window ->
                                        new Window(
                                                window.getKey(),
                                                Duration.ofMillis(window.getValue())))
                        .toList(),
                null);
    }
}
