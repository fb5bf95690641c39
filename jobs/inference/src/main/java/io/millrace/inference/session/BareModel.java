package io.millrace.inference.session;

import io.millrace.inference.card.Meaning;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelInput;
import io.millrace.inference.card.ModelOutput;
import io.millrace.inference.card.OutputType;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A card for a model file that came without one: what can be read from the file, and no more. */
public final class BareModel {

    private static final int VERSION_DIGITS = 12;

    private BareModel() {}

    /**
     * The card: no golden rows, no baseline, the start of the SHA-256 for a version.
     *
     * @param name of the model
     * @param inputs names of the only tensor's values in their order, which no file says; empty for
     *     a model with named inputs, and for {@code tensor_0}, {@code tensor_1}, ..., as is the
     *     name of an array that holds them all
     * @throws ModelRefusedException when the file has inputs or outputs that no column can hold, or
     *     leaves open how many values it takes
     */
    public static ModelCard card(
            String name, OnnxSignature signature, String sha256, List<String> inputs)
            throws ModelRefusedException {
        List<String> problems = new ArrayList<>();
        List<ModelInput> in = inputs(signature, inputs, problems);
        List<ModelOutput> out = outputs(signature, problems);
        if (!problems.isEmpty()) {
            throw new ModelRefusedException(problems);
        }
        String version = sha256.substring(0, VERSION_DIGITS);
        return new ModelCard(
                name, version, sha256, null, null, in, out, List.of(), null, List.of());
    }

    /**
     * The card of the model at {@code uri}, which is loaded for that.
     *
     * @throws ModelRefusedException also when there is no such file or the runtime does not load it
     * @throws IOException when the file system does not answer
     */
    public static ModelCard card(String name, URI uri, List<String> inputs, ModelStore store)
            throws IOException, ModelRefusedException {
        try (SessionLease lease = SessionCache.ofThisProcess().lease(uri, null, store)) {
            ModelSession session = lease.session();
            return card(name, session.signature(), session.sha256(), inputs);
        }
    }

    private static List<ModelInput> inputs(
            OnnxSignature signature, List<String> names, List<String> problems) {
        List<ModelInput> inputs = new ArrayList<>();
        for (OnnxPort port : signature.inputs()) {
            if (!(port instanceof OnnxPort.Tensor tensor)) {
                problems.add(unsupported("input", port));
            } else if (areValues(names, tensor) && signature.inputs().size() == 1) {
                names.forEach(name -> inputs.add(input(name, tensor)));
            } else if (tensor.width() == 1) {
                inputs.add(input(tensor.name(), tensor));
            } else if (tensor.width() == OnnxPort.Tensor.OPEN) {
                problems.add(
                        "the model's input '%s' %s does not say how many values it takes: list them under `inputs`, or write a card"
                                .formatted(tensor.name(), tensor.type()));
            } else {
                LongStream.range(0, tensor.width())
                        .forEach(i -> inputs.add(input(tensor.name() + "_" + i, tensor)));
            }
        }
        return inputs;
    }

    private static boolean areValues(List<String> names, OnnxPort.Tensor tensor) {
        boolean array = names.size() == 1 && tensor.width() > 1;
        return !names.isEmpty() && !array;
    }

    private static ModelInput input(String name, OnnxPort.Tensor tensor) {
        return new ModelInput(name, tensor.element(), tensor.name(), null, null);
    }

    private static List<ModelOutput> outputs(OnnxSignature signature, List<String> problems) {
        List<ModelOutput> outputs = new ArrayList<>();
        boolean single = signature.outputs().size() == 1;
        for (OnnxPort port : signature.outputs()) {
            if (port instanceof OnnxPort.Tensor tensor) {
                boolean scalar = tensor.width() == 1;
                OutputType type =
                        scalar
                                ? new OutputType.Scalar(tensor.element())
                                : new OutputType.Vector(tensor.element());
                String name = single && scalar && tensor.element().isFloating() ? "score" : null;
                outputs.add(output(name == null ? port.name() : name, type, port));
            } else if (port instanceof OnnxPort.ZipMap map) {
                outputs.add(
                        output(port.name(), new OutputType.Mapping(map.key(), map.value()), port));
            } else {
                problems.add(unsupported("output", port));
            }
        }
        return outputs;
    }

    private static ModelOutput output(String name, OutputType type, OnnxPort port) {
        Meaning meaning =
                !(type instanceof OutputType.Scalar)
                        ? Meaning.VECTOR
                        : type.value().isFloating() ? Meaning.SCORE : Meaning.LABEL;
        return new ModelOutput(name, meaning, type, port.name(), null, null, null);
    }

    private static String unsupported(String what, OnnxPort port) {
        return "the model's %s '%s' is a %s, which no column can hold: convert it in the model, or name the ones that you want in a card"
                .formatted(what, port.name(), port.type());
    }
}
