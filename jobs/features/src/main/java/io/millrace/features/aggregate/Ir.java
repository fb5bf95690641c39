package io.millrace.features.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Partial aggregates of one set of rows, all slots of an {@link IrLayout} side by side. The first
 * word of every slot counts the rows in it; a slot of zeros is empty.
 */
public final class Ir {
    private static final Object[] NO_OBJECTS = new Object[0];

    final long[] words;
    final Object[] objects;

    Ir(int words, int objects) {
        this.words = new long[words];
        this.objects = objects == 0 ? NO_OBJECTS : new Object[objects];
    }

    /** The integer at a word of a slot. */
    public long word(int at) {
        return words[at];
    }

    /** Sets the integer at a word of a slot. */
    public void word(int at, long value) {
        words[at] = value;
    }

    /** The double at a word of a slot. */
    public double number(int at) {
        return Double.longBitsToDouble(words[at]);
    }

    /** Sets the double at a word of a slot; every NaN becomes the one canonical NaN. */
    public void number(int at, double value) {
        words[at] = Double.doubleToLongBits(value);
    }

    /**
     * The object at a slot: a text, a partial or the bytes of one, never changed once it is here.
     */
    public Object object(int at) {
        return objects[at];
    }

    /** Sets the object at a slot. */
    public void object(int at, Object value) {
        objects[at] = value;
    }

    /** Empties every slot. */
    public void clear() {
        Arrays.fill(words, 0);
        if (objects.length > 0) {
            Arrays.fill(objects, null);
        }
    }

    /** Takes over what another IR of the same layout holds. */
    public void set(Ir other) {
        System.arraycopy(other.words, 0, words, 0, words.length);
        if (objects.length > 0) {
            System.arraycopy(other.objects, 0, objects, 0, objects.length);
        }
    }

    /** Writes words, then texts and partials with their length; -1 for none. */
    public void write(DataOutput out) throws IOException {
        for (long word : words) {
            out.writeLong(word);
        }
        for (Object object : objects) {
            byte[] bytes = object instanceof Partial partial ? partial.bytes() : (byte[]) object;
            out.writeInt(bytes == null ? -1 : bytes.length);
            if (bytes != null) {
                out.write(bytes);
            }
        }
    }

    /** Reads what an IR of the same layout wrote; partials are left as bytes until asked for. */
    public void read(DataInput in) throws IOException {
        for (int i = 0; i < words.length; i++) {
            words[i] = in.readLong();
        }
        for (int i = 0; i < objects.length; i++) {
            int length = in.readInt();
            byte[] text = length < 0 ? null : new byte[length];
            if (text != null) {
                in.readFully(text);
            }
            objects[i] = text;
        }
    }
}
