package io.millrace.features.stage;

/** Arithmetic in milliseconds that stays at the ends of time instead of going round. */
final class Times {
    private Times() {}

    /** A time so much earlier; {@code millis} is not negative. */
    static long minus(long time, long millis) {
        return time < Long.MIN_VALUE + millis ? Long.MIN_VALUE : time - millis;
    }

    /** A time so much later; {@code millis} is not negative. */
    static long plus(long time, long millis) {
        return time > Long.MAX_VALUE - millis ? Long.MAX_VALUE : time + millis;
    }

    /** The next multiple of a step, the time itself if it is one. */
    static long roundUp(long time, long step) {
        return plus(time, Math.floorMod(-time, step));
    }
}
