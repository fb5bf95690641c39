package io.millrace.inference.batch;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.millrace.inference.card.ValueType;
import io.millrace.inference.session.OnnxPort;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/** What one of the model's outputs was in the last run. */
abstract sealed class OutputTensor {

    final String name;

    private OutputTensor(String name) {
        this.name = name;
    }

    static OutputTensor of(OnnxPort port, int rows, int fixedBatch) {
        if (port instanceof OnnxPort.Tensor tensor) {
            if (tensor.element() == ValueType.STRING) {
                return new Texts(tensor.name());
            }
            boolean batch = tensor.batch() == OnnxPort.Tensor.OPEN || tensor.batch() == fixedBatch;
            boolean known = !tensor.shape().isEmpty() && tensor.width() > 0 && batch;
            return known ? new Pinned(tensor, rows) : new Fresh(tensor);
        }
        return new Maps(port.name());
    }

    /** Memory that the runtime writes to; null when it is to allocate the output itself. */
    @Nullable
    OnnxTensor pinned(OrtEnvironment environment, int rows) throws OrtException {
        return null;
    }

    /** Copies what the runtime allocated, before it goes. */
    abstract void take(OnnxValue value, int rows) throws OrtException, UnscorableException;

    final UnscorableException wrong(String actual, int rows) {
        return new UnscorableException(
                "the model's output '%s' has %s for %d rows".formatted(name, actual, rows));
    }

    /** Of primitives: {@code width} values a row. */
    abstract static sealed class Numbers extends OutputTensor {
        final ValueType type;
        ByteBuffer values;
        int width;

        private Numbers(OnnxPort.Tensor tensor) {
            super(tensor.name());
            this.type = tensor.element();
        }

        final Object value(int index) {
            return switch (type) {
                case FLOAT -> values.getFloat(index * Float.BYTES);
                case DOUBLE -> values.getDouble(index * Double.BYTES);
                case INT64 -> values.getLong(index * Long.BYTES);
                case INT32 -> values.getInt(index * Integer.BYTES);
                case BOOL -> values.get(index) != 0;
                case STRING -> throw new IllegalStateException("texts are no numbers");
            };
        }

        static int bytes(ValueType type) {
            return switch (type) {
                case DOUBLE, INT64 -> Long.BYTES;
                case FLOAT, INT32 -> Integer.BYTES;
                case BOOL -> 1;
                case STRING -> throw new IllegalStateException("texts have no fixed size");
            };
        }

        static OnnxJavaType onnxType(ValueType type) {
            return OnnxJavaType.valueOf(type.name());
        }
    }

    /** Written in place: nothing is allocated in a run. */
    private static final class Pinned extends Numbers {
        private final List<Long> shape;

        Pinned(OnnxPort.Tensor tensor, int rows) {
            super(tensor);
            this.shape = tensor.shape();
            this.width = Math.toIntExact(tensor.width());
            this.values = InputTensor.direct(Math.multiplyExact(rows, width), bytes(type));
        }

        @Override
        OnnxTensor pinned(OrtEnvironment environment, int rows) throws OrtException {
            long[] dimensions = shape.stream().mapToLong(Long::longValue).toArray();
            dimensions[0] = rows;
            ByteBuffer used =
                    values.slice(0, rows * width * bytes(type)).order(ByteOrder.nativeOrder());
            return OnnxTensor.createTensor(environment, used, dimensions, onnxType(type));
        }

        @Override
        void take(OnnxValue value, int rows) {
            throw new IllegalStateException("a pinned output is there already");
        }
    }

    /** Of a shape that only the run tells. */
    private static final class Fresh extends Numbers {
        Fresh(OnnxPort.Tensor tensor) {
            super(tensor);
        }

        @Override
        void take(OnnxValue value, int rows) throws UnscorableException {
            OnnxTensor tensor = (OnnxTensor) value;
            long[] shape = tensor.getInfo().getShape();
            long count = 1;
            for (long dimension : shape) {
                count *= dimension;
            }
            if (shape.length == 0 || shape[0] != rows || count % rows != 0) {
                throw wrong("the shape " + Arrays.toString(shape), rows);
            }
            values = tensor.getByteBuffer().order(ByteOrder.nativeOrder());
            width = Math.toIntExact(count / rows);
        }
    }

    /** Labels, mostly. */
    static final class Texts extends OutputTensor {
        String[] values = {};
        int width;

        private Texts(String name) {
            super(name);
        }

        @Override
        void take(OnnxValue value, int rows) throws OrtException, UnscorableException {
            List<String> all = new ArrayList<>();
            flatten(value.getValue(), all);
            if (all.isEmpty() || all.size() % rows != 0) {
                throw wrong(all.size() + " texts", rows);
            }
            values = all.toArray(String[]::new);
            width = values.length / rows;
        }

        private static void flatten(Object value, List<String> all) {
            if (value instanceof Object[] array) {
                for (Object element : array) {
                    flatten(element, all);
                }
            } else {
                all.add((String) value);
            }
        }
    }

    /** A ZipMap. */
    static final class Maps extends OutputTensor {
        List<Map<?, ?>> values = List.of();

        private Maps(String name) {
            super(name);
        }

        @Override
        void take(OnnxValue value, int rows) throws OrtException, UnscorableException {
            List<Map<?, ?>> all = new ArrayList<>();
            for (OnnxValue element : ((OnnxSequence) value).getValue()) {
                try (element) {
                    all.add(((OnnxMap) element).getValue());
                }
            }
            if (all.size() != rows) {
                throw wrong(all.size() + " maps", rows);
            }
            values = all;
        }
    }
}
