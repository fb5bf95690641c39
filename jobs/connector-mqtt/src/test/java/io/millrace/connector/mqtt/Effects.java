package io.millrace.connector.mqtt;

import java.util.Arrays;

/** How often each numbered message took effect. */
final class Effects {

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
        return distinct() + " distinct of " + total() + " effects";
    }
}
