package io.millrace.features.aggregate;

/**
 * A partial aggregate of no fixed size: immutable, since copies of an IR share it. It is written as
 * its bytes and read by the accumulator that knows it, when that first needs it.
 */
public interface Partial {
    /** What the accumulator reads it from again. */
    byte[] bytes();
}
