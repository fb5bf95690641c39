package io.millrace.bench.features.feed;

import java.io.Serializable;

/**
 * An endless stream of events, each computed from its number, so that all rivals see the same ones
 * and a naive answer can be computed without keeping them. Every minute of event time has the same
 * number of events, at even distances; keys are drawn at random. Values are whole numbers, so that
 * sums do not depend on the order of adding.
 *
 * @param keys how many keys, from 0
 * @param perHour events of a key in an hour of event time, on average
 * @param columns values of an event
 * @param late every how many events one comes late, by up to {@link #LATEST}; 0: none
 */
public record Events(int keys, int perHour, int columns, int late) implements Serializable {

    /** Milliseconds of a minute. */
    public static final long MINUTE = 60_000;

    /** How late an event may come, milliseconds; watermarks wait for that long. */
    public static final long LATEST = MINUTE;

    /** Values are below this. */
    public static final int VALUES = 1000;

    /** A Monday, milliseconds since the epoch. */
    private static final long START = 1_767_571_200_000L;

    public Events {
        if ((long) keys * perHour < 60) {
            throw new IllegalArgumentException(
                    keys + " keys with " + perHour + " events an hour: less than one a minute");
        }
    }

    /** How many events a minute has. */
    public int perMinute() {
        return Math.toIntExact((long) keys * perHour / 60);
    }

    /**
     * Where a minute begins, milliseconds since the epoch; no event has that very time, nor the
     * millisecond after it.
     */
    public static long start(long minute) {
        return START + minute * MINUTE;
    }

    /** The number of the minute that a time lies in. */
    public static long minute(long time) {
        return Math.floorDiv(time - START, MINUTE);
    }

    /** Event time, milliseconds since the epoch. */
    public long time(long event) {
        int perMinute = perMinute();
        long inMinute = 2 + event % perMinute * (MINUTE - 2) / perMinute;
        return start(event / perMinute) + inMinute - delay(event);
    }

    /** How much later than its time an event comes, milliseconds. */
    private long delay(long event) {
        if (late == 0) {
            return 0;
        }
        long drawn = mixed(event, -1);
        return drawn % late == 0 ? 1 + (drawn / late) % LATEST : 0;
    }

    /** The event's key. */
    public int key(long event) {
        return (int) (mixed(event, 0) % keys);
    }

    /** A value of the event, a whole number. */
    public int value(long event, int column) {
        return (int) (mixed(event, column + 1) % VALUES);
    }

    /** Not negative; the finalizer of SplittableRandom. */
    private static long mixed(long event, int salt) {
        long z = (event * 8 + salt + 3) * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return (z ^ (z >>> 31)) >>> 1;
    }
}
