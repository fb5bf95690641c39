package io.millrace.inference.batch;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * The memory of one of the model's inputs, row after row. The runtime reads direct buffers in
 * native byte order where they are; in any other order it silently reads garbage.
 */
abstract sealed class InputTensor {

    final Binding.In in;

    private InputTensor(Binding.In in) {
        this.in = in;
    }

    static InputTensor of(Binding.In in, int rows) {
        int values = Math.multiplyExact(rows, in.width());
        return switch (in.tensor().element()) {
            case FLOAT -> new Floats(in, direct(values, Float.BYTES));
            case DOUBLE -> new Doubles(in, direct(values, Double.BYTES).asDoubleBuffer());
            case INT64 -> new Longs(in, direct(values, Long.BYTES).asLongBuffer());
            case INT32 -> new Ints(in, direct(values, Integer.BYTES).asIntBuffer());
            case BOOL -> new Booleans(in, direct(values, 1));
            case STRING -> new Strings(in, values);
        };
    }

    /** Of the first rows; reads this memory at every run, unless {@link #copied}. */
    abstract OnnxTensor tensor(OrtEnvironment environment, int rows) throws OrtException;

    /** True when a tensor has its own copy, and a new one is needed for each run. */
    boolean copied() {
        return false;
    }

    abstract void put(int index, double value);

    abstract void put(int index, long value);

    abstract void put(int index, boolean value);

    void put(int index, String value) {
        throw unfit("text");
    }

    abstract double number(int index);

    final IllegalStateException unfit(String value) {
        return new IllegalStateException(
                "a " + value + " for '" + in.tensor().name() + "' " + in.tensor().type());
    }

    static ByteBuffer direct(int values, int bytes) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(values, bytes))
                .order(ByteOrder.nativeOrder());
    }

    static final class Floats extends InputTensor {
        private final ByteBuffer bytes;
        private final FloatBuffer values;

        Floats(Binding.In in, ByteBuffer bytes) {
            super(in);
            this.bytes = bytes;
            this.values = bytes.asFloatBuffer();
        }

        @Override
        OnnxTensor tensor(OrtEnvironment environment, int rows) throws OrtException {
            FloatBuffer used = values.slice(0, rows * in.width());
            return OnnxTensor.createTensor(environment, used, in.shape(rows));
        }

        @Override
        double number(int index) {
            return values.get(index);
        }

        void put(int row, float[] all) {
            values.put(row * all.length, all);
        }

        /** As the machine has them in memory. */
        void put(int row, byte[] all, int offset) {
            int length = in.width() * Float.BYTES;
            bytes.put(row * length, all, offset, length);
        }

        @Override
        void put(int index, double value) {
            values.put(index, (float) value);
        }

        @Override
        void put(int index, long value) {
            values.put(index, (float) value);
        }

        @Override
        void put(int index, boolean value) {
            values.put(index, value ? 1 : 0);
        }
    }

    private static final class Doubles extends InputTensor {
        private final DoubleBuffer values;

        Doubles(Binding.In in, DoubleBuffer values) {
            super(in);
            this.values = values;
        }

        @Override
        OnnxTensor tensor(OrtEnvironment environment, int rows) throws OrtException {
            DoubleBuffer used = values.slice(0, rows * in.width());
            return OnnxTensor.createTensor(environment, used, in.shape(rows));
        }

        @Override
        double number(int index) {
            return values.get(index);
        }

        @Override
        void put(int index, double value) {
            values.put(index, value);
        }

        @Override
        void put(int index, long value) {
            values.put(index, (double) value);
        }

        @Override
        void put(int index, boolean value) {
            values.put(index, value ? 1 : 0);
        }
    }

    private static final class Longs extends InputTensor {
        private final LongBuffer values;

        Longs(Binding.In in, LongBuffer values) {
            super(in);
            this.values = values;
        }

        @Override
        OnnxTensor tensor(OrtEnvironment environment, int rows) throws OrtException {
            LongBuffer used = values.slice(0, rows * in.width());
            return OnnxTensor.createTensor(environment, used, in.shape(rows));
        }

        @Override
        double number(int index) {
            return values.get(index);
        }

        @Override
        void put(int index, double value) {
            values.put(index, (long) value);
        }

        @Override
        void put(int index, long value) {
            values.put(index, value);
        }

        @Override
        void put(int index, boolean value) {
            values.put(index, value ? 1 : 0);
        }
    }

    private static final class Ints extends InputTensor {
        private final IntBuffer values;

        Ints(Binding.In in, IntBuffer values) {
            super(in);
            this.values = values;
        }

        @Override
        OnnxTensor tensor(OrtEnvironment environment, int rows) throws OrtException {
            IntBuffer used = values.slice(0, rows * in.width());
            return OnnxTensor.createTensor(environment, used, in.shape(rows));
        }

        @Override
        double number(int index) {
            return values.get(index);
        }

        @Override
        void put(int index, double value) {
            values.put(index, (int) value);
        }

        @Override
        void put(int index, long value) {
            values.put(index, Math.toIntExact(value));
        }

        @Override
        void put(int index, boolean value) {
            values.put(index, value ? 1 : 0);
        }
    }

    private static final class Booleans extends InputTensor {
        private final ByteBuffer values;

        Booleans(Binding.In in, ByteBuffer values) {
            super(in);
            this.values = values;
        }

        @Override
        OnnxTensor tensor(OrtEnvironment environment, int rows) throws OrtException {
            ByteBuffer used = values.slice(0, rows * in.width()).order(ByteOrder.nativeOrder());
            return OnnxTensor.createTensor(environment, used, in.shape(rows), OnnxJavaType.BOOL);
        }

        @Override
        double number(int index) {
            return values.get(index);
        }

        @Override
        void put(int index, double value) {
            put(index, value != 0);
        }

        @Override
        void put(int index, long value) {
            put(index, value != 0);
        }

        @Override
        void put(int index, boolean value) {
            values.put(index, (byte) (value ? 1 : 0));
        }
    }

    /** A null among the texts would kill the JVM, so there never is one. */
    private static final class Strings extends InputTensor {
        private final String[] values;

        Strings(Binding.In in, int count) {
            super(in);
            this.values = new String[count];
            Arrays.fill(values, "");
        }

        @Override
        OnnxTensor tensor(OrtEnvironment environment, int rows) throws OrtException {
            String[] used = Arrays.copyOf(values, rows * in.width());
            return OnnxTensor.createTensor(environment, used, in.shape(rows));
        }

        @Override
        boolean copied() {
            return true;
        }

        @Override
        double number(int index) {
            throw unfit("number");
        }

        @Override
        void put(int index, double value) {
            throw unfit("number");
        }

        @Override
        void put(int index, long value) {
            throw unfit("number");
        }

        @Override
        void put(int index, boolean value) {
            throw unfit("boolean");
        }

        @Override
        void put(int index, String value) {
            values[index] = Objects.requireNonNull(value, "text");
        }
    }
}
