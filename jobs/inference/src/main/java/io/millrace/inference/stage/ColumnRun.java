package io.millrace.inference.stage;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * Neighbouring columns of one type that feed neighbouring inputs. A binary row has a bit for each
 * column that is NULL, behind a byte of its own, then eight bytes a column, in the machine's byte
 * order.
 *
 * <pre>
 *   | kind | null bits ...          | column 0 | column 1 | ... | texts, arrays, ...
 *   | 8 bits, then one a column     | 8 bytes  | 8 bytes  |
 * </pre>
 */
final class ColumnRun {

    private static final int SLOT = 8;
    private static final int KIND_BITS = 8;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final VarHandle FLOATS =
            MethodHandles.byteArrayViewVarHandle(float[].class, ORDER);
    private static final VarHandle DOUBLES =
            MethodHandles.byteArrayViewVarHandle(double[].class, ORDER);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ORDER);
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ORDER);

    private final LogicalTypeRoot type;
    private final int column;
    private final int input;
    private final int count;
    private final int firstWord;
    private final long[] nullMasks;

    /** Columns and inputs from these on. */
    ColumnRun(LogicalTypeRoot type, int column, int input, int count) {
        this.type = type;
        this.column = column;
        this.input = input;
        this.count = count;
        this.firstWord = (column + KIND_BITS) / Long.SIZE;
        this.nullMasks = new long[(column + count - 1 + KIND_BITS) / Long.SIZE - firstWord + 1];
        for (int bit = column + KIND_BITS; bit < column + count + KIND_BITS; bit++) {
            nullMasks[bit / Long.SIZE - firstWord] |= mask(bit);
        }
    }

    /** Bits count within bytes from the lowest, whatever the machine's order of the bytes. */
    private static long mask(int bit) {
        int place = ORDER == ByteOrder.LITTLE_ENDIAN ? bit : bit ^ (Long.SIZE - Byte.SIZE);
        return 1L << place;
    }

    static boolean canRead(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case FLOAT, DOUBLE, INTEGER, BIGINT, SMALLINT, TINYINT, BOOLEAN -> true;
            default -> false;
        };
    }

    /**
     * Puts the columns into the values.
     *
     * @param slots where column 0 begins
     * @return false when one of them is NaN
     */
    boolean read(byte[] bytes, int slots, float[] values) {
        int at = slots + column * SLOT;
        return switch (type) {
            case FLOAT -> floats(bytes, at, values);
            case DOUBLE -> doubles(bytes, at, values);
            case BIGINT -> {
                for (int i = 0; i < count; i++) {
                    values[input + i] = (float) (long) LONGS.get(bytes, at + i * SLOT);
                }
                yield true;
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    values[input + i] = small((int) INTS.get(bytes, at + i * SLOT));
                }
                yield true;
            }
        };
    }

    private boolean floats(byte[] bytes, int at, float[] values) {
        boolean missing = false;
        for (int i = 0; i < count; i++) {
            float value = (float) FLOATS.get(bytes, at + i * SLOT);
            values[input + i] = value;
            missing |= Float.isNaN(value);
        }
        return !missing;
    }

    private boolean doubles(byte[] bytes, int at, float[] values) {
        boolean missing = false;
        for (int i = 0; i < count; i++) {
            double value = (double) DOUBLES.get(bytes, at + i * SLOT);
            values[input + i] = (float) value;
            missing |= Double.isNaN(value);
        }
        return !missing;
    }

    /** Of a value in the first bytes of its slot; what else the slot holds says nothing. */
    private float small(int word) {
        int low = ORDER == ByteOrder.LITTLE_ENDIAN ? word : Integer.reverseBytes(word);
        return switch (type) {
            case INTEGER -> word;
            case SMALLINT -> ORDER == ByteOrder.LITTLE_ENDIAN ? (short) word : word >> Short.SIZE;
            case TINYINT -> (byte) low;
            default -> (byte) low != 0 ? 1 : 0;
        };
    }

    /**
     * Whether one of the columns is NULL.
     *
     * @param offset of the row
     */
    boolean hasNull(byte[] bytes, int offset) {
        long found = 0;
        for (int i = 0; i < nullMasks.length; i++) {
            found |= (long) LONGS.get(bytes, offset + (firstWord + i) * Long.BYTES) & nullMasks[i];
        }
        return found != 0;
    }

    /** Puts what stands for a NULL in its place; NaNs are for others to count. */
    void fill(BinaryRowData row, float[] values, float[] fills, RowInputs.Missing missing) {
        for (int i = 0; i < count; i++) {
            if (row.isNullAt(column + i)) {
                float fill = fills[input + i];
                values[input + i] = fill;
                if (!Float.isNaN(fill)) {
                    missing.missing(input + i);
                }
            }
        }
    }
}
