package io.millrace.bench.features.micro;

import io.millrace.features.aggregate.InputType;
import io.millrace.features.aggregate.RowReader;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Rows of a column and a condition, drawn beforehand, a second apart; one object, which moves on.
 */
final class DrawnRows implements RowReader {

    static final int COLUMN = 0;
    static final int CONDITION = 1;

    private static final int DRAWN = 4096;
    private static final int VALUES = 1000;

    private final long[] bits = new long[DRAWN];
    private final byte[][] texts = new byte[DRAWN][];
    private long count;
    private int at;

    DrawnRows(InputType input) {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < DRAWN; i++) {
            int value = random.nextInt(VALUES);
            bits[i] = input == InputType.FLOATING ? Double.doubleToLongBits(value / 8.0) : value;
            texts[i] = ("value " + value).getBytes(StandardCharsets.UTF_8);
        }
    }

    DrawnRows next() {
        at = (int) (count % DRAWN);
        count++;
        return this;
    }

    /** How many were taken. */
    long count() {
        return count;
    }

    @Override
    public long time() {
        return 1000 * count;
    }

    @Override
    public boolean isNull(int column) {
        return false;
    }

    @Override
    public long bits(int column) {
        return column == CONDITION ? at & 1 : bits[at];
    }

    @Override
    public Object object(int column) {
        return texts[at];
    }
}
