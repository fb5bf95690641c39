package io.millrace.bench.features.feed;

import io.millrace.bench.measure.Mark;
import java.util.List;
import java.util.Optional;

/**
 * What a rival's JVM tells its driver on standard output, a line each.
 *
 * @param end whether a slice has ended; otherwise it begins
 * @param mark what the JVM has spent up to now
 * @param results that have come out up to now
 * @param total of the results' sums, exact below 2^53
 * @param checked results that were compared with naive ones in the rival's JVM
 * @param wrong of them, those that differ
 */
public record Report(boolean end, Mark mark, long results, double total, long checked, long wrong) {

    private static final String PREFIX = "@@report ";

    static void begin(Mark mark) {
        new Report(false, mark, 0, 0, 0, 0).print();
    }

    /** Writes the line. */
    public void print() {
        String line =
                PREFIX
                        + String.join(
                                " ",
                                List.of(
                                        Boolean.toString(end),
                                        Long.toString(mark.wall()),
                                        Long.toString(mark.cpu()),
                                        Long.toString(mark.collector()),
                                        Long.toString(mark.compiler()),
                                        Long.toString(mark.allocated()),
                                        Long.toString(results),
                                        Double.toString(total),
                                        Long.toString(checked),
                                        Long.toString(wrong)));
        System.out.println(line);
    }

    /** Reads a line; empty when it is something else that the JVM has printed. */
    public static Optional<Report> parse(String line) {
        if (!line.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] words = line.substring(PREFIX.length()).split(" ", -1);
        Mark mark =
                new Mark(
                        Long.parseLong(words[1]),
                        Long.parseLong(words[2]),
                        Long.parseLong(words[3]),
                        Long.parseLong(words[4]),
                        Long.parseLong(words[5]));
        return Optional.of(
                new Report(
                        Boolean.parseBoolean(words[0]),
                        mark,
                        Long.parseLong(words[6]),
                        Double.parseDouble(words[7]),
                        Long.parseLong(words[8]),
                        Long.parseLong(words[9])));
    }
}
