package io.millrace.features.tile;

/** Binary digits of times, the sign counted so that earlier times have smaller digits. */
final class Digits {
    private Digits() {}

    /** The highest digit in which two times differ, 0 to 63; -1 for equal times. */
    static int highestDifference(long left, long right) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(left ^ right);
    }

    /** The smallest time that has the later one's digits down to the first that differs. */
    static long laterHalf(long earlier, long later) {
        int digit = highestDifference(earlier, later);
        return later >> digit << digit;
    }

    /** Whether two times agree in every digit above one. */
    static boolean agreeAbove(long left, long right, int digit) {
        return (left ^ right) >>> digit >>> 1 == 0;
    }
}
