package io.millrace.features.aggregate;

import javax.annotation.Nullable;

/** Where a function puts its answer: null until one of the setters was called. */
public final class Result {
    private boolean isNull = true;
    private long bits;
    @Nullable private Object object;

    /** Back to null. */
    public void clear() {
        isNull = true;
        object = null;
    }

    /** An integer, or the bits of the column's own type. */
    public void set(long value) {
        isNull = false;
        bits = value;
    }

    /** A double; every NaN becomes the one canonical NaN. */
    public void set(double value) {
        set(Double.doubleToLongBits(value));
    }

    /** Text. */
    public void set(Object value) {
        isNull = false;
        object = value;
    }

    /** Whether the answer is NULL. */
    public boolean isNull() {
        return isNull;
    }

    /** The answer's 64 bits. */
    public long bits() {
        return bits;
    }

    /** The answer's bits as a double. */
    public double number() {
        return Double.longBitsToDouble(bits);
    }

    /** The answer when it is text. */
    @Nullable
    public Object object() {
        return object;
    }
}
