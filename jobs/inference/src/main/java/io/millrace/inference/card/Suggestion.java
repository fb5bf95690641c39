package io.millrace.inference.card;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** "Did you mean" for names that are nearly right. */
public final class Suggestion {

    private Suggestion() {}

    /** {@code "; did you mean 'x'?"} for the nearest known name, or an empty text. */
    public static String of(String unknown, Collection<String> known) {
        int farthest = Math.max(1, unknown.length() / 3);
        return known.stream()
                .filter(name -> distance(unknown, name) <= farthest)
                .min(Comparator.comparingInt(name -> distance(unknown, name)))
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
    }

    /** Levenshtein's, case ignored. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
