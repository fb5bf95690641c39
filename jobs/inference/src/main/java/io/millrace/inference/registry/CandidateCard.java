package io.millrace.inference.registry;

import io.millrace.inference.card.GoldenRow;
import io.millrace.inference.card.GoldenValue;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelOutput;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.Nullable;

/**
 * The card of a model from the registry, under the registry's version and with the outputs of the
 * folder's model: the columns of {@code scored} cannot change while the job runs.
 */
final class CandidateCard {

    private static final String MODEL = ".onnx";
    private static final String CARD = ".yaml";

    private CandidateCard() {}

    /** Where a model's card is looked for; null when the model's URI leaves no place for one. */
    @Nullable
    static URI beside(URI model) {
        String text = model.toString();
        return model.getRawQuery() == null && text.endsWith(MODEL)
                ? URI.create(text.substring(0, text.length() - MODEL.length()) + CARD)
                : null;
    }

    /**
     * What keeps a card from standing in for the folder's, a line each.
     *
     * @param own whether the card was written for this model, and is not the folder's
     */
    static List<String> problems(ModelCard card, ModelCard folder, String sha256, boolean own) {
        List<String> problems = new ArrayList<>();
        if (own && card.sha256() != null && !card.sha256().equals(sha256)) {
            problems.add(
                    "the card beside the model is for a file with the SHA-256 %s, the registry says %s: bring the model's own card"
                            .formatted(card.sha256(), sha256));
        }
        for (ModelOutput wanted : folder.outputs()) {
            ModelOutput given = output(card, wanted.name());
            if (given == null) {
                problems.add(
                        "the model gives no output '%s', which the columns of scored have from the model of the folder; its card has %s"
                                .formatted(wanted.name(), String.join(", ", card.outputNames())));
            } else if (!given.type().equals(wanted.type())) {
                problems.add(
                        "the model's output '%s' is %s, in the columns of scored it is %s: convert it in the model"
                                .formatted(
                                        wanted.name(), given.type().text(), wanted.type().text()));
            }
        }
        return problems;
    }

    @Nullable
    private static ModelOutput output(ModelCard card, String name) {
        return card.outputs().stream()
                .filter(output -> output.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /**
     * The card under which the model scores. Golden rows stay, since they also show how the model
     * takes batches, and so does the baseline, which explanations compare with; what only readers
     * of the card want is left out.
     *
     * @param card without {@link #problems}
     */
    static ModelCard of(
            ModelCard card, ModelCard folder, String version, String sha256, boolean own) {
        List<Integer> places =
                folder.outputs().stream()
                        .map(wanted -> output(card, wanted.name()))
                        .map(card.outputs()::indexOf)
                        .toList();
        List<GoldenRow> golden =
                own ? card.golden().stream().map(row -> row(row, places)).toList() : List.of();
        List<ModelOutput> outputs = places.stream().map(card.outputs()::get).toList();
        Set<String> columns = new HashSet<>(card.inputNames());
        outputs.forEach(output -> columns.add(output.name()));
        return new ModelCard(
                folder.name(),
                version,
                sha256,
                card.created(),
                null,
                card.inputs(),
                outputs,
                golden,
                null,
                card.baseline().stream()
                        .filter(column -> columns.contains(column.column()))
                        .toList());
    }

    private static GoldenRow row(GoldenRow row, List<Integer> places) {
        List<GoldenValue> outputs = places.stream().map(row.outputs()::get).toList();
        return new GoldenRow(row.inputs(), outputs, row.tolerance());
    }
}
