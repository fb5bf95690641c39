package io.millrace.training.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;

/**
 * A graph under construction: {@code features [N, F]} in, {@code score [N, 1]} out. The same calls
 * give the same bytes.
 */
public final class OnnxGraph {

    /** Name of the only input. */
    public static final String FEATURES = "features";

    /** Name of the only output. */
    public static final String SCORE = "score";

    /** Domain of trees. */
    public static final String ML = "ai.onnx.ml";

    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final int ML_OPSET = 3;

    private final GraphProto.Builder graph = GraphProto.newBuilder();

    /**
     * Begins a graph that has no operators yet.
     *
     * @param name shown by viewers; alone of the file's text it is free
     * @param width number of features
     */
    public OnnxGraph(String name, int width) {
        graph.setName(name).addInput(tensor(FEATURES, width)).addOutput(tensor(SCORE, 1));
    }

    /** Adds an operator of ONNX itself, and gives back the name of its output. */
    public String add(
            String operator, String output, List<String> inputs, Attribute... attributes) {
        return add("", operator, output, inputs, attributes);
    }

    /** Adds an operator, and gives back the name of its output. */
    public String add(
            String domain,
            String operator,
            String output,
            List<String> inputs,
            Attribute... attributes) {
        NodeProto.Builder node =
                NodeProto.newBuilder()
                        .setName(output)
                        .setDomain(domain)
                        .setOpType(operator)
                        .addAllInput(inputs)
                        .addOutput(output);
        for (Attribute attribute : attributes) {
            node.addAttribute(attribute.proto());
        }
        graph.addNode(node);
        return output;
    }

    /** Adds fixed values, and gives back their name. */
    public String constant(String name, float[] values, long... shape) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(TensorProto.DataType.FLOAT.getNumber());
        for (long size : shape) {
            tensor.addDims(size);
        }
        for (float value : values) {
            tensor.addFloatData(value);
        }
        graph.addInitializer(tensor);
        return name;
    }

    public byte[] toBytes() {
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("millrace")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(ML).setVersion(ML_OPSET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static ValueInfoProto tensor(String name, int width) {
        TensorShapeProto.Builder shape =
                TensorShapeProto.newBuilder()
                        .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"))
                        .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(width));
        TypeProto.Tensor tensor =
                TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT.getNumber())
                        .setShape(shape)
                        .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
