package io.millrace.inference.batch;

import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelOutput;
import io.millrace.inference.card.OutputType;
import io.millrace.inference.card.Suggestion;
import io.millrace.inference.session.OnnxPort;
import io.millrace.inference.session.OnnxSignature;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;

/** Finds what each of the card's outputs is taken from, and says where card and model disagree. */
final class OutputBinder {

    private static final int WHOLE = -1;

    private final ModelCard card;
    private final OnnxSignature signature;
    private final List<String> problems;

    OutputBinder(ModelCard card, OnnxSignature signature, List<String> problems) {
        this.card = card;
        this.signature = signature;
        this.problems = problems;
    }

    List<Binding.Out> bind() {
        List<Binding.Out> bound = new ArrayList<>();
        for (ModelOutput output : card.outputs()) {
            OnnxPort port = port(output);
            if (port instanceof OnnxPort.Tensor tensor) {
                Integer element = element(output, tensor);
                if (element != null && fits(output, tensor, element)) {
                    bound.add(new Binding.Out(output, port, element));
                }
            } else if (port instanceof OnnxPort.ZipMap map) {
                if (fits(output, map)) {
                    bound.add(new Binding.Out(output, port, WHOLE));
                }
            } else if (port != null) {
                problems.add(
                        "the model's output '%s' is a %s, which no column can hold: leave it out of the card"
                                .formatted(port.name(), port.type()));
            }
        }
        return bound;
    }

    @Nullable
    private OnnxPort port(ModelOutput output) {
        List<OnnxPort> ports = signature.outputs();
        if (output.tensor() == null && ports.size() == 1) {
            return ports.get(0);
        }
        String name = output.tensor() == null ? output.name() : output.tensor();
        OnnxPort port = signature.output(name).orElse(null);
        if (port == null) {
            List<String> known = ports.stream().map(OnnxPort::name).toList();
            problems.add(
                    "the card's output '%s' is to come from the model's output '%s', which there is not%s; the model has %s: name one of them as the card output's `tensor`"
                            .formatted(
                                    output.name(),
                                    name,
                                    Suggestion.of(name, known),
                                    OnnxSignature.describe(ports)));
        }
        return port;
    }

    /** {@link #WHOLE} when none is named; null when it is not a position in the tensor. */
    @Nullable
    private Integer element(ModelOutput output, OnnxPort.Tensor tensor) {
        if (output.element() == null) {
            return WHOLE;
        }
        long width = tensor.width();
        try {
            int element = Integer.parseInt(output.element());
            if (element >= 0 && (width == OnnxPort.Tensor.OPEN || element < width)) {
                return element;
            }
        } catch (NumberFormatException e) {
            // said below, like a position that is out of range
        }
        problems.add(
                "the card's output '%s' takes element %s of the model's output '%s' %s, which has no such position: count from 0"
                        .formatted(output.name(), output.element(), tensor.name(), tensor.type()));
        return null;
    }

    private boolean fits(ModelOutput output, OnnxPort.Tensor tensor, int element) {
        OutputType scalar = new OutputType.Scalar(tensor.element());
        OutputType vector = new OutputType.Vector(tensor.element());
        boolean whole = element == WHOLE;
        boolean several = tensor.width() != 1 && tensor.width() != OnnxPort.Tensor.OPEN;
        boolean asVector = whole && output.type().equals(vector);
        boolean asScalar = !(whole && several) && output.type().equals(scalar);
        if (asVector || asScalar) {
            return true;
        }
        String way =
                whole && tensor.width() != 1
                        ? "write `type: \"%s\"`, or take one with `element` and `type: %s`"
                                .formatted(vector.text(), scalar.text())
                        : "write `type: " + scalar.text() + "`";
        disagree(output, tensor, way);
        return false;
    }

    private boolean fits(ModelOutput output, OnnxPort.ZipMap map) {
        OutputType expected =
                output.element() == null
                        ? new OutputType.Mapping(map.key(), map.value())
                        : new OutputType.Scalar(map.value());
        if (!output.type().equals(expected)) {
            disagree(output, map, "write `type: \"" + expected.text() + "\"`");
            return false;
        }
        return true;
    }

    private void disagree(ModelOutput output, OnnxPort port, String way) {
        problems.add(
                "the card says %s for its output '%s', the model's output '%s' is %s: %s"
                        .formatted(
                                output.type().text(),
                                output.name(),
                                port.name(),
                                port.type(),
                                way));
    }
}
