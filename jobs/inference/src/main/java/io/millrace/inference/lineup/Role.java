package io.millrace.inference.lineup;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a version of a model does. */
public enum Role {
    /** Scores all rows that no canary takes. */
    CHAMPION,
    /** Scores every row beside the champion; its scores go nowhere but to the shadow. */
    CHALLENGER,
    /** Scores a share of the keys in the champion's place. */
    CANARY,
    /** Scores nothing. */
    RETIRED;

    /** As written in a registry and in scored rows. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #text}; case and blanks around do not matter. */
    public static Optional<Role> parse(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(role -> role.text().equals(wanted)).findFirst();
    }
}
