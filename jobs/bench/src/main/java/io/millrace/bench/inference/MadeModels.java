package io.millrace.bench.inference;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Random;

/** Models of given shapes with weights from a seed: what they say means nothing. */
final class MadeModels {

    private static final int FLOAT = TensorProto.DataType.FLOAT_VALUE;
    private static final String ML = "ai.onnx.ml";
    private static final long SEED = 11;

    private MadeModels() {}

    /** Dense layers of these widths, with ReLU between them and a sigmoid at the end. */
    static byte[] network(int... widths) {
        Random random = new Random(SEED);
        GraphProto.Builder graph = graph(widths[0], widths[widths.length - 1]);
        String from = "input";
        for (int layer = 1; layer < widths.length; layer++) {
            boolean last = layer == widths.length - 1;
            String weights = "w" + layer;
            String bias = "b" + layer;
            graph.addInitializer(tensor(weights, random, widths[layer - 1], widths[layer]));
            graph.addInitializer(tensor(bias, random, widths[layer]));
            graph.addNode(node("Gemm", "", List.of(from, weights, bias), "g" + layer));
            from = last ? "score" : "h" + layer;
            graph.addNode(node(last ? "Sigmoid" : "Relu", "", List.of("g" + layer), from));
        }
        return bytes(graph);
    }

    /** Complete regression trees, added up, with a sigmoid at the end. */
    static byte[] trees(int features, int count, int depth) {
        Random random = new Random(SEED);
        NodeProto.Builder ensemble =
                node("TreeEnsembleRegressor", ML, List.of("input"), "raw").toBuilder();
        Columns columns = new Columns();
        for (int tree = 0; tree < count; tree++) {
            columns.add(tree, depth, features, random);
        }
        columns.into(ensemble);
        return bytes(
                graph(features, 1)
                        .addNode(ensemble)
                        .addNode(node("Sigmoid", "", List.of("raw"), "score")));
    }

    /** The operator's attributes, which are lists as long as there are nodes. */
    private static final class Columns {
        private final AttributeProto.Builder trees = integers("nodes_treeids");
        private final AttributeProto.Builder nodes = integers("nodes_nodeids");
        private final AttributeProto.Builder features = integers("nodes_featureids");
        private final AttributeProto.Builder modes =
                attribute("nodes_modes", AttributeProto.AttributeType.STRINGS);
        private final AttributeProto.Builder values = floats("nodes_values");
        private final AttributeProto.Builder yes = integers("nodes_truenodeids");
        private final AttributeProto.Builder no = integers("nodes_falsenodeids");
        private final AttributeProto.Builder leafTrees = integers("target_treeids");
        private final AttributeProto.Builder leafNodes = integers("target_nodeids");
        private final AttributeProto.Builder targets = integers("target_ids");
        private final AttributeProto.Builder weights = floats("target_weights");

        /** The children of node i are 2i + 1 and 2i + 2. */
        void add(int tree, int depth, int width, Random random) {
            int inner = (1 << depth) - 1;
            for (int node = 0; node <= 2 * inner; node++) {
                boolean leaf = node >= inner;
                trees.addInts(tree);
                nodes.addInts(node);
                modes.addStrings(ByteString.copyFromUtf8(leaf ? "LEAF" : "BRANCH_LT"));
                features.addInts(leaf ? 0 : random.nextInt(width));
                values.addFloats(leaf ? 0 : (float) random.nextGaussian());
                yes.addInts(leaf ? 0 : 2L * node + 1);
                no.addInts(leaf ? 0 : 2L * node + 2);
                if (leaf) {
                    leafTrees.addInts(tree);
                    leafNodes.addInts(node);
                    targets.addInts(0);
                    weights.addFloats((float) random.nextGaussian() / 10);
                }
            }
        }

        void into(NodeProto.Builder node) {
            AttributeProto.Builder one = attribute("n_targets", AttributeProto.AttributeType.INT);
            List.of(
                            trees,
                            nodes,
                            features,
                            modes,
                            values,
                            yes,
                            no,
                            leafTrees,
                            leafNodes,
                            targets,
                            weights,
                            one.setI(1))
                    .forEach(node::addAttribute);
        }
    }

    private static AttributeProto.Builder integers(String name) {
        return attribute(name, AttributeProto.AttributeType.INTS);
    }

    private static AttributeProto.Builder floats(String name) {
        return attribute(name, AttributeProto.AttributeType.FLOATS);
    }

    private static AttributeProto.Builder attribute(
            String name, AttributeProto.AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }

    private static GraphProto.Builder graph(int inputs, int outputs) {
        return GraphProto.newBuilder()
                .setName("made")
                .addInput(value("input", inputs))
                .addOutput(value("score", outputs));
    }

    private static TensorProto tensor(String name, Random random, int... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(FLOAT);
        int count = 1;
        for (int size : shape) {
            tensor.addDims(size);
            count *= size;
        }
        for (int i = 0; i < count; i++) {
            tensor.addFloatData((float) random.nextGaussian() / 4);
        }
        return tensor.build();
    }

    private static NodeProto node(String type, String domain, List<String> in, String out) {
        return NodeProto.newBuilder()
                .setOpType(type)
                .setDomain(domain)
                .addAllInput(in)
                .addOutput(out)
                .build();
    }

    private static ValueInfoProto value(String name, int width) {
        TensorShapeProto.Dimension batch =
                TensorShapeProto.Dimension.newBuilder().setDimParam("batch").build();
        TensorShapeProto.Dimension values =
                TensorShapeProto.Dimension.newBuilder().setDimValue(width).build();
        TypeProto.Tensor tensor =
                TypeProto.Tensor.newBuilder()
                        .setElemType(FLOAT)
                        .setShape(TensorShapeProto.newBuilder().addDim(batch).addDim(values))
                        .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    private static byte[] bytes(GraphProto.Builder graph) {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(15))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(ML).setVersion(3))
                .setGraph(graph)
                .build()
                .toByteArray();
    }
}
