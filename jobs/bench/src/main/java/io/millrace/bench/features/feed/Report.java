package io.millrace.bench.features.feed;

import io.millrace.bench.measure.Mark;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a rival's JVM tells its driver on standard output, a line each.
 *
 * @param mark what the JVM has spent up to now
 * @param heap bytes of the heap that are in use after a collection; 0: not asked for
 * @param results that have come out up to now
 * @param total of the results' sums, exact below 2^53
 * @param checked results that were compared with naive ones in the rival's JVM
 * @param wrong of them, those that differ
 */
public record Report(Mark mark, long heap, long results, double total, long checked, long wrong) {

    private static final String PREFIX = "@@report ";
    private static final int TOTAL = 7;

    /** A report that has nothing to tell but the time. */
    static Report now() {
        return new Report(Mark.now(), 0, 0, 0, 0, 0);
    }

    /** A report of the heap, after it was cleared of garbage. */
    static Report ofHeap() {
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new Report(Mark.now(), used, 0, 0, 0, 0);
    }

    /** Writes the line. */
    public void print() {
        Stream<Number> figures =
                Stream.of(
                        mark.wall(),
                        mark.cpu(),
                        mark.collector(),
                        mark.compiler(),
                        mark.allocated(),
                        heap,
                        results,
                        total,
                        checked,
                        wrong);
        System.out.println(PREFIX + figures.map(Number::toString).collect(Collectors.joining(" ")));
    }

    /** Reads a line; empty when it is something else that the JVM has printed. */
    public static Optional<Report> parse(String line) {
        if (!line.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] words = line.substring(PREFIX.length()).split(" ", -1);
        long[] figures = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            figures[i] = i == TOTAL ? 0 : Long.parseLong(words[i]);
        }
        Mark mark = new Mark(figures[0], figures[1], figures[2], figures[3], figures[4]);
        return Optional.of(
                new Report(
                        mark,
                        figures[5],
                        figures[6],
                        Double.parseDouble(words[TOTAL]),
                        figures[8],
                        figures[9]));
    }
}
