package io.millrace.inference.registry;

import io.millrace.inference.batch.ModelCheck;
import io.millrace.inference.card.InvalidCardException;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelCards;
import io.millrace.inference.lineup.ModelVersion;
import io.millrace.inference.session.ModelBytes;
import io.millrace.inference.session.ModelRefusedException;
import io.millrace.inference.session.ModelStore;
import io.millrace.inference.session.SessionCache;
import io.millrace.inference.session.SessionLease;
import io.millrace.inference.stage.ScoringPlan;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/**
 * Tries a model before it may score: fetches it, compares its SHA-256, holds its card against the
 * columns and the model's own signature, and scores the card's golden rows.
 *
 * <p>The card is the file beside the model, {@code fraud-8.yaml} beside {@code fraud-8.onnx}.
 * Without one the model must take and give what the folder's model does, and no golden rows are
 * scored.
 */
final class Verification {

    private final ScoringPlan folder;
    private final RowType rows;
    private final ModelStore store;

    /**
     * @param folder the model of the folder, which says what columns come out
     * @param rows what the job has to feed a model with
     */
    Verification(ScoringPlan folder, RowType rows, ModelStore store) {
        this.folder = folder;
        this.rows = rows;
        this.store = store;
    }

    /**
     * The model, good to score.
     *
     * @throws ModelRefusedException with all that is wrong
     * @throws IOException when the file system does not answer
     */
    ModelVersion verify(RegistryRow row) throws IOException, ModelRefusedException {
        URI uri = uri(row.uri());
        ModelBytes model = store.fetchAnew(uri, null);
        if (!model.sha256().equals(row.sha256())) {
            throw new ModelRefusedException(
                    List.of(
                            "%s: the file's SHA-256 is %s, the registry says %s: it is damaged, or another model; bring the file back, or correct the row"
                                    .formatted(model.source(), model.sha256(), row.sha256())));
        }
        ModelCard card = card(uri, row);
        ModelVersion version = new ModelVersion(uri, card, false);
        List<String> columns = folder.with(version).columnProblems(rows);
        if (!columns.isEmpty()) {
            throw new ModelRefusedException(columns);
        }
        try (SessionLease lease = SessionCache.ofThisProcess().lease(model)) {
            List<String> problems = ModelCheck.problems(card, lease.session());
            if (!problems.isEmpty()) {
                throw new ModelRefusedException(problems);
            }
        }
        return version;
    }

    private static URI uri(String text) throws ModelRefusedException {
        try {
            URI uri = new URI(text);
            if (uri.getPath() != null && uri.getPath().startsWith("/")) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below, as for a relative path
        }
        throw new ModelRefusedException(
                List.of(
                        "uri: '%s' is no URI or absolute path; write one such as s3://models/fraud-8.onnx"
                                .formatted(text)));
    }

    private ModelCard card(URI uri, RegistryRow row) throws IOException, ModelRefusedException {
        ModelCard base = folder.card();
        ModelCard described = base;
        boolean own = false;
        URI file = CandidateCard.beside(uri);
        if (file != null) {
            String yaml = store.text(file).orElse(null);
            if (yaml != null) {
                own = true;
                described = parse(file, yaml);
            }
        }
        List<String> problems = CandidateCard.problems(described, base, row.sha256(), own);
        if (!problems.isEmpty()) {
            throw new ModelRefusedException(problems);
        }
        return CandidateCard.of(described, base, row.version(), row.sha256(), own);
    }

    private static ModelCard parse(URI file, String yaml) throws ModelRefusedException {
        try {
            return ModelCards.parse(ModelStore.shown(file), yaml);
        } catch (InvalidCardException e) {
            throw new ModelRefusedException(e.problems());
        }
    }
}
