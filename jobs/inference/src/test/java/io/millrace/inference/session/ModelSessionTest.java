package io.millrace.inference.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.millrace.inference.card.OutputType;
import io.millrace.inference.card.ValueType;
import io.millrace.inference.fixture.Cards;
import io.millrace.inference.fixture.OnnxGraph;
import io.millrace.inference.fixture.TestModels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ModelSessionTest {

    @Test
    void shouldSayWhatTheFileSays() throws Exception {
        try (ModelSession session = load(TestModels.namedColumns(1))) {
            assertThat(OnnxSignature.describe(session.signature().inputs()))
                    .isEqualTo(
                            "'volts' float[N, 1], 'code' string[N, 1], 'age' int64[N, 1], 'level' int32[N, 1], 'running' bool[N, 1], 'pressure' double[N, 1]");
            assertThat(OnnxSignature.describe(session.signature().outputs()))
                    .isEqualTo("'score' float[N, 1], 'sum' double[N, 1]");
        }
        try (ModelSession session = load(TestModels.zipMap(3, 1))) {
            assertThat(OnnxSignature.describe(session.signature().outputs()))
                    .isEqualTo("'label' string[N], 'zipped' sequence(map(string, float))");
        }
        try (ModelSession session = load(TestModels.linear(4, 16, 1))) {
            assertThat(session.signature().inputs())
                    .containsExactly(
                            new OnnxPort.Tensor("input", ValueType.FLOAT, List.of(16L, 4L)));
        }
    }

    @Test
    void shouldWriteACardForABareModel() throws Exception {
        try (ModelSession session = load(TestModels.labelAndProbabilities(2, 1))) {
            var card =
                    BareModel.card("m", session.signature(), session.sha256(), List.of("a", "b"));

            assertThat(card.inputNames()).containsExactly("a", "b");
            assertThat(card.outputs())
                    .extracting(output -> output.name() + " " + output.type().text())
                    .containsExactly("label int64", "probabilities float[]");
            assertThat(session.sha256()).startsWith(card.version());
        }
        try (ModelSession session = load(TestModels.linear(2, 1))) {
            var card = BareModel.card("m", session.signature(), session.sha256(), List.of());

            assertThat(card.inputNames()).containsExactly("input_0", "input_1");
            assertThat(card.outputs().get(0).type()).isEqualTo(Cards.scalar(ValueType.FLOAT));
            assertThat(card.outputNames()).containsExactly("score");
        }
        try (ModelSession session = load(TestModels.zipMap(2, 1))) {
            var card = BareModel.card("m", session.signature(), session.sha256(), List.of());

            assertThat(card.outputs().get(1).type())
                    .isEqualTo(new OutputType.Mapping(ValueType.STRING, ValueType.FLOAT));
        }
    }

    @Test
    void shouldRefuseWhatIsNoWholeModel() {
        byte[] whole = TestModels.mlp(8, 1);

        assertThatThrownBy(() -> load(new byte[0])).hasMessage("m.onnx: the model file is empty");
        assertThatThrownBy(() -> load(Arrays.copyOf(whole, whole.length - 100)))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessage(
                        "m.onnx: the model file cannot be used: it is cut off, or no ONNX model");
        assertThatThrownBy(() -> load("<html>not found</html>".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageStartingWith("m.onnx: the model file cannot be used: it is");
        assertThatThrownBy(() -> load(TestModels.unknownOperator(3)))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("m.onnx: ONNX Runtime does not load it")
                .hasMessageContaining("Divine");
    }

    @Test
    void shouldRefuseWeightsInOtherFilesWhereverTheyHide() {
        String reason = "it keeps weights in other files (external data), which are not read";

        assertThatThrownBy(() -> load(ExternalWeights.inGraph())).hasMessageContaining(reason);
        assertThatThrownBy(() -> load(ExternalWeights.inConstantNode()))
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> load(ExternalWeights.inSubgraph())).hasMessageContaining(reason);
    }

    @Test
    void shouldSurviveDamagedFilesWithACleanRefusalOrNone() {
        byte[] whole = TestModels.trees(4, 5, 3, 1);
        Random random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                load(damaged).close();
            } catch (ModelRefusedException e) {
                refused++;
            }
        }
        // many a flip hits a weight or a name: that is what the SHA-256 is for
        assertThat(refused).isBetween(30, 290);
    }

    @Test
    void shouldRefuseToRunOnceClosed() throws Exception {
        ModelSession session = load(TestModels.linear(2, 1));
        session.close();
        session.close();

        assertThatThrownBy(() -> session.run(Map.of(), Set.of(), Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the model's session is closed");
    }

    private static ModelSession load(byte[] model) throws ModelRefusedException {
        return ModelSession.load(new ModelBytes("m.onnx", model));
    }

    /** Tensors whose data are said to lie in {@code /etc/passwd}. */
    private static final class ExternalWeights {

        static byte[] inGraph() {
            return linear(graph -> graph.addInitializer(tensor("w")));
        }

        static byte[] inConstantNode() {
            return linear(
                    graph ->
                            graph.addNode(
                                    NodeProto.newBuilder()
                                            .setOpType("Constant")
                                            .addOutput("w")
                                            .addAttribute(
                                                    AttributeProto.newBuilder()
                                                            .setName("value")
                                                            .setT(tensor("w")))));
        }

        static byte[] inSubgraph() {
            return linear(
                    graph ->
                            graph.addNode(
                                    NodeProto.newBuilder()
                                            .setOpType("If")
                                            .addOutput("w")
                                            .addAttribute(
                                                    AttributeProto.newBuilder()
                                                            .setName("then_branch")
                                                            .setG(
                                                                    GraphProto.newBuilder()
                                                                            .addInitializer(
                                                                                    tensor(
                                                                                            "w"))))));
        }

        private static byte[] linear(Consumer<GraphProto.Builder> weights) {
            return new OnnxGraph()
                    .input("input", OnnxGraph.FLOAT, -1, 2)
                    .with(weights)
                    .node("MatMul", List.of("input", "w"), List.of("score"))
                    .output("score", OnnxGraph.FLOAT, -1, 1)
                    .bytes();
        }

        private static TensorProto tensor(String name) {
            return TensorProto.newBuilder()
                    .setName(name)
                    .setDataType(OnnxGraph.FLOAT)
                    .addDims(2)
                    .addDims(1)
                    .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                    .addExternalData(
                            StringStringEntryProto.newBuilder()
                                    .setKey("location")
                                    .setValue("/etc/passwd"))
                    .build();
        }
    }
}
