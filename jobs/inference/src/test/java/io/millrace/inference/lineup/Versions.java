package io.millrace.inference.lineup;

import io.millrace.inference.card.Meaning;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelInput;
import io.millrace.inference.card.ModelOutput;
import java.net.URI;
import java.util.List;
import javax.annotation.Nullable;

/** Lineups in few words. */
public final class Versions {

    private Versions() {}

    public static ModelVersion version(String version) {
        return new ModelVersion(URI.create("file:/models/" + version), card(version), false);
    }

    public static ModelVersion folder(String version) {
        return new ModelVersion(URI.create("file:/folder/model.onnx"), card(version), true);
    }

    private static ModelCard card(String version) {
        return new ModelCard(
                "pump",
                version,
                String.format("%064x", version.hashCode() & 0xffff),
                null,
                null,
                List.of(ModelInput.ofFloat("volt")),
                List.of(ModelOutput.ofFloat("score", Meaning.SCORE)),
                List.of(),
                null,
                List.of());
    }

    static LineupEntry champion(String version, long sequence) {
        return entry(version, Role.CHAMPION, 0, null, sequence);
    }

    static LineupEntry champion(String version, long sequence, long effectiveAt) {
        return entry(version, Role.CHAMPION, 0, effectiveAt, sequence);
    }

    static LineupEntry challenger(String version, long sequence) {
        return entry(version, Role.CHALLENGER, 0, null, sequence);
    }

    static LineupEntry canary(String version, int share, long sequence) {
        return entry(version, Role.CANARY, share, null, sequence);
    }

    static LineupEntry entry(
            String version, Role role, int share, @Nullable Long effectiveAt, long sequence) {
        return new LineupEntry(version(version), role, share, effectiveAt, sequence);
    }

    static Lineup lineup(LineupEntry... entries) {
        return new Lineup(List.of(entries));
    }
}
