package io.millrace.inference.lineup;

import java.util.Objects;
import javax.annotation.Nullable;

/**
 * What the registry wants of a version.
 *
 * @param share of the keys that a canary takes, in {@link Cast#WHOLE}ths; 0 for other roles
 * @param effectiveAt event time in epoch milliseconds from which the role counts; null: as soon as
 *     may be
 * @param sequence greater than that of all decisions before it
 */
public record LineupEntry(
        ModelVersion model, Role role, int share, @Nullable Long effectiveAt, long sequence) {
    public LineupEntry {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(role, "role");
    }

    public String version() {
        return model.version();
    }

    boolean inForce(long time) {
        return effectiveAt == null || effectiveAt <= time;
    }
}
