package io.millrace.scoring.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what the user probably meant by a misspelt name. */
public final class Suggestion {

    private static final int NAMES_LISTED = 12;

    private Suggestion() {}

    /**
     * The end of an error message about an unknown name: {@code , did you mean "functions"?} or,
     * when nothing is near, {@code ; known: a, b, c}. Empty when nothing is known at all.
     */
    public static String among(Collection<String> known, String wrong) {
        if (known.isEmpty()) {
            return "";
        }
        return nearest(known, wrong)
                .map(name -> ", did you mean \"" + name + "\"?")
                .orElseGet(() -> "; known: " + listed(known));
    }

    /** The known name nearest to the wrong one; empty when none is near enough to be meant. */
    public static Optional<String> nearest(Collection<String> known, String wrong) {
        int tolerated = Math.max(1, wrong.length() / 3);
        return known.stream()
                .filter(name -> distance(name, wrong) <= tolerated)
                .min(
                        Comparator.comparingInt((String name) -> distance(name, wrong))
                                .thenComparing(Comparator.naturalOrder()));
    }

    private static String listed(Collection<String> known) {
        String names = String.join(", ", known.stream().limit(NAMES_LISTED).toList());
        int left = known.size() - NAMES_LISTED;
        return left > 0 ? names + " and " + left + " more" : names;
    }

    /**
     * Edit distance in which a transposition of neighbours is one edit (restricted
     * Damerau–Levenshtein); case does not count, nor the choice between {@code -} and {@code _}.
     */
    static int distance(String left, String right) {
        String a = plain(left);
        String b = plain(right);
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : cheapest(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int cheapest(int[][] edits, String a, String b, int i, int j) {
        int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_');
    }
}
