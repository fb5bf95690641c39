package io.millrace.inference.registry;

import io.millrace.inference.lineup.Role;
import java.util.Objects;
import javax.annotation.Nullable;

/**
 * A row of the registry, understood.
 *
 * @param uri of the ONNX file, as written
 * @param sha256 64 lower-case hex digits
 * @param share of the keys that a canary takes, in ten-thousandths; −1 when the row does not say
 * @param effectiveAt event time in epoch milliseconds; null: as soon as may be
 */
record RegistryRow(
        String version,
        String uri,
        String sha256,
        Role role,
        int share,
        @Nullable Long effectiveAt) {

    static final int NO_SHARE = -1;

    RegistryRow {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(role, "role");
    }

    /** Whether the file is the same. */
    boolean sameModel(RegistryRow other) {
        return uri.equals(other.uri) && sha256.equals(other.sha256);
    }

    /** Whether the same is to happen at the same time, of however many keys. */
    boolean sameDecision(RegistryRow other) {
        return sameModel(other)
                && role == other.role
                && Objects.equals(effectiveAt, other.effectiveAt);
    }
}
