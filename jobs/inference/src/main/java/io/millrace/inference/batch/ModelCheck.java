package io.millrace.inference.batch;

import io.millrace.inference.card.ModelCard;
import io.millrace.inference.session.ModelRefusedException;
import io.millrace.inference.session.ModelSession;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a card and a loaded model belong together, by their word and by their deeds. */
public final class ModelCheck {

    private static final Logger LOG = LoggerFactory.getLogger(ModelCheck.class);

    private ModelCheck() {}

    /**
     * All that is wrong, a line each; empty when the model may score. Compares the SHA-256, binds
     * the card to the model's tensors, and, when that works, scores the golden rows, or a row of
     * zeros when there are none.
     */
    public static List<String> problems(ModelCard card, ModelSession session) {
        List<String> problems = new ArrayList<>();
        if (card.sha256() != null && !card.sha256().equals(session.sha256())) {
            problems.add(
                    "the model's SHA-256 is %s, the card says %s: it is not the model that the card describes"
                            .formatted(session.sha256(), card.sha256()));
        }
        Binding binding = Binding.tryToBind(card, session.signature(), problems);
        if (binding != null) {
            problems.addAll(new TrialRun(card, session, binding).problems());
        }
        return List.copyOf(problems);
    }

    /**
     * The binding of a card and a model that belong together. Of a model whose answers depend on
     * the number of rows in a run, or that fails with several, it is one for single rows.
     *
     * @throws ModelRefusedException with all {@link #problems}
     */
    public static Binding bind(ModelCard card, ModelSession session) throws ModelRefusedException {
        List<String> problems = problems(card, session);
        if (!problems.isEmpty()) {
            throw new ModelRefusedException(problems);
        }
        Binding binding = Binding.of(card, session.signature());
        return BatchProbe.reasonForSingleRows(card, session, binding)
                .map(
                        reason -> {
                            LOG.warn("{} is scored a row at a time: {}", card.name(), reason);
                            return binding.forSingleRows();
                        })
                .orElse(binding);
    }
}
