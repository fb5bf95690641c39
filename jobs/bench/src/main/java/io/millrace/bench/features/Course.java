package io.millrace.bench.features;

import io.millrace.bench.features.job.Setting;
import io.millrace.bench.measure.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How one job did. */
final class Course {

    private final Setting setting;
    private final Slice filled;
    private final List<Slice> rounds = new ArrayList<>();
    private boolean right;

    Course(Setting setting, Slice filled) {
        this.setting = setting;
        this.filled = filled;
    }

    Setting setting() {
        return setting;
    }

    void add(Slice round) {
        rounds.add(round);
    }

    void check(Slice last) {
        right = Expected.agrees(setting, last);
    }

    /** Whether all results, from the first event on, were what they had to be. */
    boolean right() {
        return right;
    }

    /** Minutes of events before the first round. */
    long filledMinutes() {
        return filled.to();
    }

    /** Results that were compared. */
    long results() {
        return rounds.get(rounds.size() - 1).end().results();
    }

    /** Events of a round. */
    long events() {
        return rounds.get(0).events();
    }

    /** Over the rounds. */
    Spread spread(ToDoubleFunction<Slice> figure) {
        return Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
    }

    /** How many times another's rate this one's is, round by round. */
    Spread times(Course other) {
        List<Double> times = new ArrayList<>();
        for (int round = 0; round < rounds.size(); round++) {
            times.add(rounds.get(round).rate() / other.rounds.get(round).rate());
        }
        return Spread.of(times);
    }
}
