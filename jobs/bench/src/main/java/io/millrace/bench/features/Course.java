package io.millrace.bench.features;

import io.millrace.bench.features.job.Setting;
import io.millrace.bench.measure.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How one job did. */
final class Course {

    private final Setting setting;
    private final long heapBefore;
    private final Slice filled;
    private final List<Slice> rounds = new ArrayList<>();
    private long heapAfter;
    private long checkpoint;
    private Verdict verdict;

    /**
     * @param heapBefore bytes of the heap before the first event
     * @param filled the last slice before the rounds
     */
    Course(Setting setting, long heapBefore, Slice filled) {
        this.setting = setting;
        this.heapBefore = heapBefore;
        this.filled = filled;
    }

    Setting setting() {
        return setting;
    }

    void add(Slice round) {
        rounds.add(round);
    }

    /** Compares all results, from the first event on, with what they had to be. */
    void end(long heap, long checkpointBytes) {
        heapAfter = heap;
        checkpoint = checkpointBytes;
        verdict = Expected.judge(setting, last());
    }

    Slice last() {
        return rounds.isEmpty() ? filled : rounds.get(rounds.size() - 1);
    }

    /** Of all results from the first event on. */
    Verdict verdict() {
        return verdict;
    }

    /** Minutes of events before the first round. */
    long filledMinutes() {
        return filled.to();
    }

    /** Events of a round. */
    long events() {
        return rounds.get(0).events();
    }

    /** What the heap has more than before the first event, by key. */
    double heapPerKey() {
        return (heapAfter - heapBefore) / (double) setting.keys();
    }

    /** What a checkpoint's files take, by key. */
    double checkpointPerKey() {
        return checkpoint / (double) setting.keys();
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
