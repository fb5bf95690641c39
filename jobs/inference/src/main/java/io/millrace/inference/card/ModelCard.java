package io.millrace.inference.card;

import java.io.Serializable;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/**
 * What is to be known of a model. Read and written by {@link ModelCards}.
 *
 * @param name kebab-case by convention; part of the scoring operator's uid
 * @param version as the owner counts, such as {@code 3} or {@code 2026-01-05}
 * @param sha256 of the model file, 64 lower-case hex digits; null in the card of a bare model
 * @param created when the model was fitted; null when not said
 * @param description null when not said
 * @param inputs in the model's order; at least one
 * @param outputs in the order of the columns that they become; at least one
 * @param golden may be empty: then nothing but the sha256 ties the card to the model
 * @param training null when not said
 * @param baseline in no particular order; may be empty
 */
public record ModelCard(
        String name,
        String version,
        @Nullable String sha256,
        @Nullable Instant created,
        @Nullable String description,
        List<ModelInput> inputs,
        List<ModelOutput> outputs,
        List<GoldenRow> golden,
        @Nullable TrainingRun training,
        List<ColumnBaseline> baseline)
        implements Serializable {

    /**
     * Checks what a card promises by itself.
     *
     * @throws IllegalArgumentException when inputs or outputs are missing or named twice, or when a
     *     golden row is too short or too long
     */
    public ModelCard {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        golden = List.copyOf(golden);
        baseline = List.copyOf(baseline);
        requireDistinct("inputs", inputs.stream().map(ModelInput::name));
        requireDistinct("outputs", outputs.stream().map(ModelOutput::name));
        for (GoldenRow row : golden) {
            requireSize("inputs", row.inputs().size(), inputs.size());
            requireSize("outputs", row.outputs().size(), outputs.size());
        }
    }

    public List<String> inputNames() {
        return inputs.stream().map(ModelInput::name).toList();
    }

    public List<String> outputNames() {
        return outputs.stream().map(ModelOutput::name).toList();
    }

    private static void requireDistinct(String what, Stream<String> names) {
        Set<String> seen = new HashSet<>();
        names.forEach(
                name -> {
                    if (!seen.add(name)) {
                        throw new IllegalArgumentException(what + ": '" + name + "' twice");
                    }
                });
        if (seen.isEmpty()) {
            throw new IllegalArgumentException(what + ": at least one is needed");
        }
    }

    private static void requireSize(String what, int actual, int expected) {
        if (actual != expected) {
            throw new IllegalArgumentException(
                    "a golden row has " + actual + " " + what + ", the card " + expected);
        }
    }
}
