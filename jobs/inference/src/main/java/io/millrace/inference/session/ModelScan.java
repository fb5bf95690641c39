package io.millrace.inference.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Walks a model file's protobuf, without a protobuf library, before the native code sees it. Finds
 * files that are cut off or no protobuf at all, and tensors that lie in other files: those would be
 * read from wherever their path points to.
 *
 * <p>The messages and fields are those of {@code onnx-ml.proto}; field numbers never change.
 */
final class ModelScan {

    /** Graphs in attributes of nodes in graphs; real models stay below five. */
    private static final int DEEPEST = 32;

    private final String source;
    private final ByteBuffer bytes;

    private enum Message {
        MODEL,
        GRAPH,
        FUNCTION,
        NODE,
        ATTRIBUTE,
        TENSOR,
        SPARSE_TENSOR,
        OTHER;

        Message child(int field) {
            return switch (this) {
                case MODEL -> field == 7 ? GRAPH : field == 25 ? FUNCTION : OTHER;
                case GRAPH ->
                        switch (field) {
                            case 1 -> NODE;
                            case 5 -> TENSOR;
                            case 15 -> SPARSE_TENSOR;
                            default -> OTHER;
                        };
                case FUNCTION -> field == 7 ? NODE : OTHER;
                case NODE -> field == 5 ? ATTRIBUTE : OTHER;
                case ATTRIBUTE ->
                        switch (field) {
                            case 5, 10 -> TENSOR;
                            case 6, 11 -> GRAPH;
                            case 22, 23 -> SPARSE_TENSOR;
                            default -> OTHER;
                        };
                case SPARSE_TENSOR -> field == 1 || field == 2 ? TENSOR : OTHER;
                case TENSOR, OTHER -> OTHER;
            };
        }
    }

    private ModelScan(ModelBytes model) {
        this.source = model.source();
        this.bytes = ByteBuffer.wrap(model.content()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Returns when the file may be given to the runtime.
     *
     * @throws ModelRefusedException otherwise, with the reason
     */
    static void check(ModelBytes model) throws ModelRefusedException {
        if (model.content().length == 0) {
            throw new ModelRefusedException(List.of(model.source() + ": the model file is empty"));
        }
        new ModelScan(model).message(Message.MODEL, model.content().length, 0);
    }

    private void message(Message message, int end, int depth) throws ModelRefusedException {
        if (depth > DEEPEST) {
            throw refused("its graphs are nested more than " + DEEPEST + " deep");
        }
        while (bytes.position() < end) {
            long tag = varint(end);
            int field = (int) (tag >>> 3);
            if (message == Message.TENSOR && (field == 13 || field == 14)) {
                external(field, end);
                continue;
            }
            switch ((int) (tag & 7)) {
                case 0 -> varint(end);
                case 1 -> skip(8, end);
                case 2 -> nested(message.child(field), end, depth);
                case 5 -> skip(4, end);
                default -> throw refused("it is no ONNX model, or damaged");
            }
        }
    }

    private void nested(Message child, int end, int depth) throws ModelRefusedException {
        long length = varint(end);
        if (length < 0 || length > end - bytes.position()) {
            throw refused("it is cut off, or no ONNX model");
        }
        if (child == Message.OTHER) {
            skip((int) length, end);
        } else {
            message(child, bytes.position() + (int) length, depth + 1);
        }
    }

    /** {@code data_location} 0 is the default and means here; {@code external_data} is a path. */
    private void external(int field, int end) throws ModelRefusedException {
        if (field == 13 || varint(end) != 0) {
            throw refused(
                    "it keeps weights in other files (external data), which are not read; export it as a single file");
        }
    }

    private void skip(int length, int end) throws ModelRefusedException {
        if (length > end - bytes.position()) {
            throw refused("it is cut off, or no ONNX model");
        }
        bytes.position(bytes.position() + length);
    }

    private long varint(int end) throws ModelRefusedException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (bytes.position() >= end) {
                throw refused("it is cut off, or no ONNX model");
            }
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw refused("it is no ONNX model, or damaged");
    }

    private ModelRefusedException refused(String reason) {
        return new ModelRefusedException(
                List.of(source + ": the model file cannot be used: " + reason));
    }
}
