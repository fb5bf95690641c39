package io.millrace.bench.features.job;

import io.millrace.bench.features.feed.Events;
import java.time.Duration;
import java.util.List;

/**
 * One job to be measured.
 *
 * @param rival what runs
 * @param backend {@code hashmap} or {@code rocksdb}
 * @param keys how many
 * @param perHour events of a key in an hour of event time
 * @param window minutes; the rivals that answer per minute do so in steps of one
 * @param checkpoint whether every slice of events ends with a checkpoint, which is part of its cost
 */
public record Setting(
        Rival rival, String backend, int keys, int perHour, int window, boolean checkpoint) {

    /** The events that flow into it. */
    public Events events() {
        return new Events(keys, perHour, rival.columns(), rival.late());
    }

    /** Minutes after which all windows are full. */
    public long fullAfter() {
        return 1 + (rival == Rival.LOAD ? Duration.ofDays(7).toMinutes() : window);
    }

    Duration windowLength() {
        return Duration.ofMinutes(window);
    }

    /** As arguments of {@link MeasuredJob}. */
    public List<String> arguments() {
        return List.of(
                rival.name(),
                backend,
                Integer.toString(keys),
                Integer.toString(perHour),
                Integer.toString(window),
                Boolean.toString(checkpoint));
    }

    static Setting of(String... arguments) {
        return new Setting(
                Rival.valueOf(arguments[0]),
                arguments[1],
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                Boolean.parseBoolean(arguments[5]));
    }
}
