package io.millrace.connector.mqtt;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How often each numbered message took effect. */
final class Effects {

    private static final int NAMED = 10;

    private final int[] counts;

    Effects(int[] counts) {
        this.counts = counts.clone();
    }

    /** By number. */
    int[] counts() {
        return counts.clone();
    }

    /** Number of messages that took effect. */
    long distinct() {
        return Arrays.stream(counts).filter(count -> count > 0).count();
    }

    /** Number of effects, repeats included. */
    long total() {
        return Arrays.stream(counts).asLongStream().sum();
    }

    @Override
    public String toString() {
        return distinct()
                + " distinct of "
                + total()
                + " effects"
                + named("; lost: ", 0, 0)
                + named("; repeated: ", 2, Integer.MAX_VALUE);
    }

    /** The first messages that took effect so often, for a failure's report. */
    private String named(String title, int from, int to) {
        List<Integer> numbers =
                IntStream.range(0, counts.length)
                        .filter(number -> counts[number] >= from && counts[number] <= to)
                        .boxed()
                        .toList();
        return numbers.isEmpty()
                ? ""
                : title
                        + numbers.size()
                        + " from "
                        + numbers.get(0)
                        + " to "
                        + numbers.get(numbers.size() - 1)
                        + ", first "
                        + numbers.subList(0, Math.min(NAMED, numbers.size()));
    }
}
