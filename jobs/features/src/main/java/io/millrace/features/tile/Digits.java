package io.millrace.features.tile;

/** Binary digits of times, the sign counted so that earlier times have smaller digits. */
final class Digits {
    private Digits() {}

    /** The highest digit in which two different times differ, 0 to 63. */
    static int highestDifference(long left, long right) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(left ^ right);
    }

    /** The smallest time that has the later one's digits down to the first that differs. */
    static long laterHalf(long earlier, long later) {
        int digit = highestDifference(earlier, later);
        return later >> digit << digit;
    }

    /** Whether a digit of a time is the later one of the two. */
    static boolean isLater(long time, int digit) {
        return ((time ^ Long.MIN_VALUE) >>> digit & 1) != 0;
    }

    /** Whether two times agree in every digit above one. */
    static boolean agreeAbove(long left, long right, int digit) {
        return (left ^ right) >>> digit >>> 1 == 0;
    }
}
