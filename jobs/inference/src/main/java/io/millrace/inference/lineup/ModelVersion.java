package io.millrace.inference.lineup;

import io.millrace.inference.card.ModelCard;
import java.io.Serializable;
import java.net.URI;
import java.util.Objects;

/**
 * A model file that may score, and what to know for it.
 *
 * @param uri of the ONNX file
 * @param card under the name and version that scored rows show, with outputs that are those of the
 *     model's folder, in that order
 * @param folder true for the model of the folder, which another one takes the place of when the job
 *     starts with another folder
 */
public record ModelVersion(URI uri, ModelCard card, boolean folder) implements Serializable {
    public ModelVersion {
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(card, "card");
    }

    /** Unique in a lineup. */
    public String version() {
        return card.version();
    }
}
