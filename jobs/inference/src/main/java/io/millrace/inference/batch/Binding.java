package io.millrace.inference.batch;

import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelOutput;
import io.millrace.inference.session.ModelRefusedException;
import io.millrace.inference.session.OnnxPort;
import io.millrace.inference.session.OnnxSignature;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;

/**
 * Which of the model's tensors each input and output of the card is, by name.
 *
 * @param inputs one for each of the model's inputs
 * @param outputs one for each of the card's outputs, in their order
 * @param fixedBatch rows that every run must have; 0 when the model takes any number
 */
public record Binding(List<In> inputs, List<Out> outputs, int fixedBatch) {

    /**
     * A tensor and what it is filled with.
     *
     * @param cardInputs positions in the card's inputs, in the tensor's order
     */
    public record In(OnnxPort.Tensor tensor, List<Integer> cardInputs) {
        public In {
            cardInputs = List.copyOf(cardInputs);
        }

        int width() {
            return cardInputs.size();
        }

        /** With the dimensions after the first as the file has them. */
        long[] shape(int rows) {
            List<Long> declared = tensor.shape();
            if (declared.size() <= 2) {
                return declared.size() == 1 ? new long[] {rows} : new long[] {rows, width()};
            }
            long[] shape = declared.stream().mapToLong(Long::longValue).toArray();
            shape[0] = rows;
            return shape;
        }
    }

    /**
     * A column and the tensor or map that it is taken from.
     *
     * @param element the output's own element as a number; −1 for the whole, and for a ZipMap
     */
    public record Out(ModelOutput output, OnnxPort port, int element) {}

    public Binding {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * Binds a card to a model.
     *
     * @throws ModelRefusedException with everything in which the two disagree
     */
    public static Binding of(ModelCard card, OnnxSignature signature) throws ModelRefusedException {
        List<String> problems = new ArrayList<>();
        Binding binding = tryToBind(card, signature, problems);
        if (binding == null) {
            throw new ModelRefusedException(problems);
        }
        return binding;
    }

    /** The same with one row a run. */
    Binding forSingleRows() {
        return new Binding(inputs, outputs, 1);
    }

    /** Null when there are problems. */
    @Nullable
    static Binding tryToBind(ModelCard card, OnnxSignature signature, List<String> problems) {
        InputBinder in = new InputBinder(card, signature, problems);
        List<In> inputs = in.bind();
        List<Out> outputs = new OutputBinder(card, signature, problems).bind();
        return problems.isEmpty() ? new Binding(inputs, outputs, in.fixedBatch()) : null;
    }
}
