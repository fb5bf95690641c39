package io.millrace.cli.demo;

import io.millrace.cli.cluster.JobFigures;
import io.millrace.cli.terminal.Screen;
import io.millrace.local.plant.LiveProgress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What happens, once a second in a terminal, every five seconds elsewhere. */
final class LiveView {

    private static final int QUIET = 5;

    private final Screen screen;
    private Moment last;
    private int looks;

    /**
     * Everything there is to be seen at one moment.
     *
     * @param elapsed since the plant was started
     * @param scored rows that the model has given out since the job's last start
     * @param committed rows in the lakehouse, scores and rejected ones
     */
    record Moment(
            Duration elapsed,
            LiveProgress plant,
            JobFigures job,
            long scored,
            long committed,
            NewestScores.Look newest,
            long alerts) {

        long events() {
            return plant.confirmed() + plant.malformed();
        }
    }

    LiveView(Screen screen) {
        this.screen = screen;
    }

    /** Shows a moment, with rates since the one before. */
    void show(Moment now) {
        if (last != null) {
            if (screen.live()) {
                screen.show(lines(now));
            } else if (looks % QUIET == 0) {
                screen.say(line(now));
            }
        }
        if (screen.live() || looks % QUIET == 0) {
            last = now;
        }
        looks++;
    }

    private List<String> lines(Moment now) {
        return List.of(
                "",
                "%s   plant time %s".formatted(clock(now.elapsed()), now.plant().plantTime()),
                "  events    %,8d /s   %,12d sent      %,d malformed"
                        .formatted(eventRate(now), now.events(), now.plant().malformed()),
                "  scores    %,8d /s   %,12d in the lakehouse"
                        .formatted(scoreRate(now), now.committed()),
                "  latency   p50 %s   p99 %s   event to score, the last seconds"
                        .formatted(latency(now, 0.5), latency(now, 0.99)),
                "  at risk   " + risks(now),
                "  alerts    %,8d        errors %,d, services %,d, failures %,d in the plant"
                        .formatted(
                                now.alerts(),
                                now.plant().errors(),
                                now.plant().maintenance(),
                                now.plant().failures()),
                "  job       %s, %d checkpoints, %d restarts"
                        .formatted(
                                now.job().status(), now.job().checkpoints(), now.job().restarts()));
    }

    private String line(Moment now) {
        return "%s  events %,d/s (%,d)  scores %,d/s (%,d in the lakehouse)  p50 %s p99 %s  at risk %s  alerts %,d  checkpoints %d  restarts %d"
                .formatted(
                        clock(now.elapsed()),
                        eventRate(now),
                        now.events(),
                        scoreRate(now),
                        now.committed(),
                        latency(now, 0.5),
                        latency(now, 0.99),
                        risks(now),
                        now.alerts(),
                        now.job().checkpoints(),
                        now.job().restarts());
    }

    private long eventRate(Moment now) {
        return rate(now, now.events() - last.events());
    }

    private long scoreRate(Moment now) {
        return rate(now, now.scored() - last.scored());
    }

    /** A restart sets the job's counters back to zero: no rate then. */
    private long rate(Moment now, long more) {
        long millis = Math.max(1, now.elapsed().minus(last.elapsed()).toMillis());
        return Math.max(0, more) * 1000 / millis;
    }

    private static String latency(Moment now, double share) {
        double millis = now.newest().latency(share);
        return Double.isNaN(millis) ? "-" : "%.0f ms".formatted(millis);
    }

    private static String risks(Moment now) {
        return now.newest().riskiest().stream()
                .map(risk -> risk.machine() + " " + Phases.decimal(risk.score(), 2))
                .collect(Collectors.joining("  "));
    }

    private static String clock(Duration time) {
        return "%02d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
    }
}
