package io.millrace.bench.features;

import io.millrace.bench.features.job.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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

    /**
     * @param progress takes lines for whoever waits
     */
    Contest(Effort effort, Consumer<String> progress) {
        this.effort = effort;
        this.progress = progress;
    }

    /**
     * Runs all of them; the courses are in their order.
     *
     * @throws IOException if one of them fails
     */
    List<Course> run(List<Setting> settings) throws IOException {
        List<Course> courses = new ArrayList<>();
        for (Setting setting : settings) {
            Contestant contestant = Contestant.start(setting);
            contestants.add(contestant);
            long heapBefore = contestant.heap();
            Course course = new Course(setting, heapBefore, fill(contestant));
            tell(course, "filled up to minute " + contestant.minutes());
            courses.add(course);
        }
        for (int round = 1; round <= effort.rounds(); round++) {
            round(round, courses);
        }
        for (int i = 0; i < courses.size(); i++) {
            Contestant contestant = contestants.get(i);
            courses.get(i).end(contestant.heap(), contestant.checkpointBytes());
        }
        return courses;
    }

    /** Forwards and backwards by turns. */
    private void round(int round, List<Course> courses) throws IOException {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < courses.size(); i++) {
            order.add(i);
        }
        if (round % 2 == 0) {
            Collections.reverse(order);
        }
        for (int i : order) {
            Course course = courses.get(i);
            course.add(contestants.get(i).run(minutes(course.setting(), course.last())));
            tell(course, "round " + round + " of " + effort.rounds());
        }
    }

    /** Until the window is full and the code compiled, but not for ever. */
    private Slice fill(Contestant contestant) throws IOException {
        Setting setting = contestant.setting();
        double spent = 0;
        long minutes = 1;
        while (true) {
            Slice slice = contestant.run(minutes);
            spent += slice.seconds();
            long missing = setting.fullAfter() - contestant.minutes();
            if (spent >= (missing <= 0 ? effort.warmUpSeconds() : effort.fillSeconds())) {
                return slice;
            }
            minutes = Math.max(1, Math.min(2 * minutes, minutes(setting, slice)));
            minutes = missing > 0 ? Math.min(minutes, missing) : minutes;
        }
    }

    private long minutes(Setting setting, Slice last) {
        double events = last.rate() * effort.sliceSeconds();
        return Math.max(1, Math.round(events / setting.events().perMinute()));
    }

    private void tell(Course course, String what) {
        Setting setting = course.setting();
        progress.accept(
                String.format(
                        Locale.ROOT,
                        "%s, %,d keys, %s, %s: %,.0f events per CPU-second (%.1f s)",
                        setting.rival().title(),
                        setting.keys(),
                        setting.backend(),
                        what,
                        course.last().rate(),
                        course.last().seconds()));
    }

    @Override
    public void close() {
        contestants.forEach(Contestant::close);
    }
}
