package io.millrace.bench.features;

import io.millrace.bench.features.job.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Some jobs, each in a JVM of its own for the whole contest, so that no job runs code that was
 * compiled for another. First each one's window is filled; then they run slices of events by turns,
 * with all others waiting. A slice is as many whole minutes of events as the job does in a given
 * processor time.
 */
final class Contest implements AutoCloseable {

    private final Effort effort;
    private final Consumer<String> progress;
    private final List<Contestant> contestants = new ArrayList<>();
    private final Map<Setting, Course> courses = new LinkedHashMap<>();

    /**
     * @param progress takes lines for whoever waits
     */
    Contest(Effort effort, Consumer<String> progress) {
        this.effort = effort;
        this.progress = progress;
    }

    /** Runs all of them; the courses are in their order. */
    List<Course> run(List<Setting> settings) throws IOException {
        for (Setting setting : settings) {
            Contestant contestant = Contestant.start(setting);
            contestants.add(contestant);
            courses.put(setting, new Course(setting, fill(contestant)));
        }
        for (int round = 1; round <= effort.rounds(); round++) {
            List<Contestant> turn = new ArrayList<>(contestants);
            if (round % 2 == 0) {
                Collections.reverse(turn);
            }
            for (Contestant contestant : turn) {
                Slice slice = contestant.run(minutes(contestant));
                courses.get(contestant.setting()).add(slice);
                tell(contestant.setting(), "round " + round + " of " + effort.rounds(), slice);
            }
        }
        for (Contestant contestant : contestants) {
            courses.get(contestant.setting()).check(contestant.last());
        }
        return List.copyOf(courses.values());
    }

    /** Until the window is full and the code compiled, but not for ever. */
    private Slice fill(Contestant contestant) throws IOException {
        Setting setting = contestant.setting();
        double spent = 0;
        long minutes = 1;
        Slice slice;
        do {
            slice = contestant.run(minutes);
            spent += slice.seconds();
            boolean full = contestant.minutes() > setting.window();
            if (spent >= (full ? effort.warmUpSeconds() : effort.fillSeconds())) {
                break;
            }
            long missing = setting.window() + 1 - contestant.minutes();
            minutes = Math.max(1, Math.min(2 * minutes, minutes(contestant)));
            minutes = full ? minutes : Math.min(minutes, missing);
        } while (true);
        tell(setting, "filled up to minute " + contestant.minutes(), slice);
        return slice;
    }

    private long minutes(Contestant contestant) {
        double events = contestant.last().rate() * effort.sliceSeconds();
        return Math.max(1, Math.round(events / contestant.setting().events().perMinute()));
    }

    private void tell(Setting setting, String what, Slice slice) {
        progress.accept(
                "%s, %,d keys, %s, %s: %,.0f events per CPU-second (%.1f s)"
                        .formatted(
                                setting.rival().title(),
                                setting.keys(),
                                setting.backend(),
                                what,
                                slice.rate(),
                                slice.seconds()));
    }

    @Override
    public void close() {
        contestants.forEach(Contestant::close);
    }
}
