package io.millrace.inference.session;

import ai.onnxruntime.MapInfo;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import io.millrace.inference.card.ValueType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the model file itself says: names, element types and shapes, in the file's order. */
public record OnnxSignature(List<OnnxPort> inputs, List<OnnxPort> outputs) {

    public OnnxSignature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    static OnnxSignature of(OrtSession session) throws OrtException {
        return new OnnxSignature(
                ports(session.getInputInfo().values()), ports(session.getOutputInfo().values()));
    }

    public Optional<OnnxPort> input(String name) {
        return inputs.stream().filter(port -> port.name().equals(name)).findFirst();
    }

    public Optional<OnnxPort> output(String name) {
        return outputs.stream().filter(port -> port.name().equals(name)).findFirst();
    }

    /** For messages: {@code 'input' float[N, 20], 'mask' bool[N, 1]}. */
    public static String describe(List<OnnxPort> ports) {
        return ports.stream()
                .map(port -> "'" + port.name() + "' " + port.type())
                .collect(Collectors.joining(", "));
    }

    private static List<OnnxPort> ports(Collection<NodeInfo> nodes) {
        return nodes.stream().map(node -> port(node.getName(), node.getInfo())).toList();
    }

    private static OnnxPort port(String name, ValueInfo declared) {
        if (declared instanceof TensorInfo tensor) {
            List<Long> shape = Arrays.stream(tensor.getShape()).boxed().toList();
            return valueType(tensor.type)
                    .<OnnxPort>map(type -> new OnnxPort.Tensor(name, type, shape))
                    .orElseGet(() -> new OnnxPort.Unsupported(name, tensor.onnxType + "" + shape));
        }
        if (declared instanceof SequenceInfo sequence && sequence.isSequenceOfMaps()) {
            MapInfo map = sequence.mapInfo;
            Optional<ValueType> value = valueType(map.valueType);
            return valueType(map.keyType)
                    .filter(key -> key == ValueType.INT64 || key == ValueType.STRING)
                    .filter(key -> value.isPresent())
                    .<OnnxPort>map(key -> new OnnxPort.ZipMap(name, key, value.get()))
                    .orElseGet(() -> new OnnxPort.Unsupported(name, map.toString()));
        }
        return new OnnxPort.Unsupported(name, declared.toString());
    }

    private static Optional<ValueType> valueType(OnnxJavaType type) {
        return switch (type) {
            case FLOAT -> Optional.of(ValueType.FLOAT);
            case DOUBLE -> Optional.of(ValueType.DOUBLE);
            case INT64 -> Optional.of(ValueType.INT64);
            case INT32 -> Optional.of(ValueType.INT32);
            case BOOL -> Optional.of(ValueType.BOOL);
            case STRING -> Optional.of(ValueType.STRING);
            default -> Optional.empty();
        };
    }
}
