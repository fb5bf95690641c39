package io.millrace.training.dataset;

import io.millrace.training.request.Split;
import io.millrace.training.request.Task;
import io.millrace.training.request.TrainingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Parts a training set as a {@link Split} says. */
public final class Splitter {

    private final TrainingSet set;
    private final Split split;

    private Splitter(TrainingSet set, Split split) {
        this.set = set;
        this.split = split;
    }

    /**
     * Parts the rows.
     *
     * @throws TrainingException when a part that is needed would have no rows, or for a
     *     classification only one class
     */
    public static Parts split(TrainingSet set, Split split, Task task) {
        if (task == Task.CLASSIFICATION) {
            requireBothClasses("the training set", set.all());
        }
        Splitter splitter = new Splitter(set, split);
        Parts parts = split.by() == Split.By.TIME ? splitter.byTime() : splitter.byGroup();
        if (task == Task.CLASSIFICATION) {
            requireBothClasses(name("training", parts.train()), parts.train());
            requireBothClasses(name("test", parts.test()), parts.test());
        }
        return parts;
    }

    private static String name(String part, Part rows) {
        return "the %s part (%d rows, %s to %s)"
                .formatted(part, rows.rows(), rows.from(), rows.to());
    }

    private static void requireBothClasses(String where, Part part) {
        long positives = part.positives();
        if (positives == 0 || positives == part.rows()) {
            throw new TrainingException(
                    "every label in %s is %d; a classifier needs both 0 and 1: take more history, or other shares of the split"
                            .formatted(where, positives == 0 ? 0 : 1));
        }
    }

    private Parts byTime() {
        int rows = set.rows();
        int test = firstAt(timeAtShare(1 - split.test()));
        long testTime = set.times()[test];
        int fittable = before(testTime, test);
        int validation = fittable;
        int train = fittable;
        if (split.validation() > 0) {
            long validationTime = timeAtShare(1 - split.test() - split.validation());
            validation = Math.min(firstAt(validationTime), fittable);
            train = before(validationTime, validation);
        }
        requireRows("training", train);
        requireRows("validation", split.validation() > 0 ? fittable - validation : 1);
        int kept = train + (fittable - validation) + (rows - test);
        return new Parts(
                set.part(range(0, train)),
                set.part(range(validation, fittable)),
                set.part(range(test, rows)),
                rows - kept);
    }

    /** The time that this share of the rows is older than, or as old as. */
    private long timeAtShare(double share) {
        int row = (int) Math.round(set.rows() * share);
        return set.times()[Math.min(row, set.rows() - 1)];
    }

    /** The first row at or after a time: rows of one time are never parted. */
    private int firstAt(long time) {
        return (int) Arrays.stream(set.times()).takeWhile(t -> t < time).count();
    }

    /** Number of rows whose labels do not look beyond a time, at most {@code limit}. */
    private int before(long time, int limit) {
        long newest = time - split.horizon().toMillis();
        return (int) Arrays.stream(set.times(), 0, limit).takeWhile(t -> t <= newest).count();
    }

    private void requireRows(String part, int rows) {
        if (rows == 0) {
            long[] times = set.times();
            throw new TrainingException(
                    "split: no row is left for the %s part: the %d rows span %s to %s, and the labels' horizon is %s; take more history, or other shares"
                            .formatted(
                                    part,
                                    times.length,
                                    Instant.ofEpochMilli(times[0]),
                                    Instant.ofEpochMilli(times[times.length - 1]),
                                    split.horizon()));
        }
    }

    private Parts byGroup() {
        long[] groups = Arrays.stream(set.groups()).distinct().sorted().toArray();
        int test = atLeastOne(split.test(), groups.length);
        int validation = split.validation() > 0 ? atLeastOne(split.validation(), groups.length) : 0;
        if (test + validation >= groups.length) {
            throw new TrainingException(
                    "split: there are %d groups, too few for %d to test, %d to validate and at least one to fit on"
                            .formatted(groups.length, test, validation));
        }
        Map<Long, Integer> place = new HashMap<>();
        for (int i = 0; i < groups.length; i++) {
            place.put(groups[i], i < test ? 2 : i < test + validation ? 1 : 0);
        }
        List<int[]> parts = new ArrayList<>();
        for (int part = 0; part < 3; part++) {
            int wanted = part;
            parts.add(
                    IntStream.range(0, set.rows())
                            .filter(row -> place.get(set.groups()[row]) == wanted)
                            .toArray());
        }
        return new Parts(set.part(parts.get(0)), set.part(parts.get(1)), set.part(parts.get(2)), 0);
    }

    private static int atLeastOne(double share, int groups) {
        return Math.max(1, (int) Math.round(share * groups));
    }

    private static int[] range(int from, int to) {
        return IntStream.range(from, to).toArray();
    }
}
