package io.millrace.inference.batch;

import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelInput;
import io.millrace.inference.card.Suggestion;
import io.millrace.inference.session.OnnxPort;
import io.millrace.inference.session.OnnxSignature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/** Finds the tensor of each of the card's inputs, and says where card and model disagree. */
final class InputBinder {

    /** Names in a message; more of them help nobody. */
    private static final int NAMES_SHOWN = 8;

    private final ModelCard card;
    private final OnnxSignature signature;
    private final List<String> problems;
    private int fixedBatch;

    InputBinder(ModelCard card, OnnxSignature signature, List<String> problems) {
        this.card = card;
        this.signature = signature;
        this.problems = problems;
    }

    /** Call after {@link #bind}. */
    int fixedBatch() {
        return fixedBatch;
    }

    List<Binding.In> bind() {
        Map<String, List<Integer>> positions = new LinkedHashMap<>();
        signature.inputs().forEach(port -> positions.put(port.name(), new ArrayList<>()));
        for (int i = 0; i < card.inputs().size(); i++) {
            OnnxPort port = port(card.inputs().get(i));
            if (port != null) {
                positions.get(port.name()).add(i);
            }
        }
        List<Binding.In> bound = new ArrayList<>();
        for (OnnxPort port : signature.inputs()) {
            List<Integer> cardInputs = positions.get(port.name());
            if (!(port instanceof OnnxPort.Tensor tensor)) {
                problems.add(
                        "the model's input '%s' is a %s; only tensors of float, double, int64, int32, bool and string can be fed: export the model without it"
                                .formatted(port.name(), port.type()));
            } else if (fits(tensor, cardInputs)) {
                bound.add(new Binding.In(tensor, cardInputs));
            }
        }
        return bound;
    }

    @Nullable
    private OnnxPort port(ModelInput input) {
        List<OnnxPort> ports = signature.inputs();
        if (input.tensor() == null && ports.size() == 1) {
            return ports.get(0);
        }
        String name = input.tensor() == null ? input.name() : input.tensor();
        OnnxPort port = signature.input(name).orElse(null);
        if (port == null) {
            List<String> known = ports.stream().map(OnnxPort::name).toList();
            problems.add(
                    "the card's input '%s' is to go to the model's input '%s', which there is not%s; the model has %s: name one of them as the card input's `tensor`"
                            .formatted(
                                    input.name(),
                                    name,
                                    Suggestion.of(name, known),
                                    OnnxSignature.describe(ports)));
        }
        return port;
    }

    private boolean fits(OnnxPort.Tensor tensor, List<Integer> cardInputs) {
        int before = problems.size();
        if (cardInputs.isEmpty()) {
            problems.add(
                    "the model's input '%s' %s is fed by no input of the card: add one of that name"
                            .formatted(tensor.name(), tensor.type()));
            return false;
        }
        checkTypes(tensor, cardInputs);
        checkWidth(tensor, cardInputs);
        checkBatch(tensor);
        return problems.size() == before;
    }

    private void checkTypes(OnnxPort.Tensor tensor, List<Integer> cardInputs) {
        List<ModelInput> others =
                cardInputs.stream()
                        .map(card.inputs()::get)
                        .filter(input -> input.type() != tensor.element())
                        .toList();
        if (!others.isEmpty()) {
            problems.add(
                    "the card says %s for %s, the model's input '%s' is %s: write `type: %s`"
                            .formatted(
                                    others.get(0).type().text(),
                                    names(others.stream().map(ModelInput::name).toList()),
                                    tensor.name(),
                                    tensor.type(),
                                    tensor.element().text()));
        }
    }

    private void checkWidth(OnnxPort.Tensor tensor, List<Integer> cardInputs) {
        long width = tensor.shape().size() == 1 ? 1 : tensor.width();
        if (width == OnnxPort.Tensor.OPEN && tensor.shape().size() > 2) {
            problems.add(
                    "the model's input '%s' %s leaves a dimension open: export it with fixed ones after the first"
                            .formatted(tensor.name(), tensor.type()));
        } else if (width != OnnxPort.Tensor.OPEN && width != cardInputs.size()) {
            List<String> names = cardInputs.stream().map(i -> card.inputs().get(i).name()).toList();
            problems.add(
                    "the model's input '%s' is %s, %d values a row; the card has %d for it, %s[N, %d] (%s): correct the card's inputs, or bring the model that was trained with them"
                            .formatted(
                                    tensor.name(),
                                    tensor.type(),
                                    width,
                                    names.size(),
                                    tensor.element().text(),
                                    names.size(),
                                    names(names)));
        }
    }

    private void checkBatch(OnnxPort.Tensor tensor) {
        if (tensor.batch() == OnnxPort.Tensor.OPEN) {
            return;
        }
        if (fixedBatch != 0 && fixedBatch != tensor.batch()) {
            problems.add(
                    "the model's inputs want %d and %d rows at once: export it with an open first dimension"
                            .formatted(fixedBatch, tensor.batch()));
        }
        fixedBatch = Math.toIntExact(tensor.batch());
    }

    static String names(List<String> names) {
        int shown = Math.min(names.size(), NAMES_SHOWN);
        String text = "'" + String.join("', '", names.subList(0, shown)) + "'";
        return shown == names.size() ? text : text + " and " + (names.size() - shown) + " more";
    }
}
