package io.millrace.inference.lineup;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Who does what at one time.
 *
 * @param champion its version
 * @param canaries in the order in which they take their shares of the keys
 * @param challengers their versions
 */
public record Cast(String champion, List<Canary> canaries, List<String> challengers) {

    /** Shares are in parts of this: a hundredth of a percent each. */
    public static final int WHOLE = 10_000;

    /** A version that scores {@code share} of {@link #WHOLE} keys. */
    public record Canary(String version, int share) {}

    public Cast {
        Objects.requireNonNull(champion, "champion");
        canaries = List.copyOf(canaries);
        challengers = List.copyOf(challengers);
    }

    static Cast of(String champion) {
        return new Cast(champion, List.of(), List.of());
    }

    /** Everybody who has something to score. */
    public List<String> versions() {
        List<String> versions = new ArrayList<>();
        versions.add(champion);
        canaries.forEach(canary -> versions.add(canary.version()));
        versions.addAll(challengers);
        return versions;
    }
}
