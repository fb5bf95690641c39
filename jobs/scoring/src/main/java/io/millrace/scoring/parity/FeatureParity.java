package io.millrace.scoring.parity;

import java.util.List;

/**
 * One feature, over all rows that are in both tables.
 *
 * @param equal values that are the same, within the tolerance; no value on both sides is the same
 * @param different values on both sides that are not
 * @param missing history has a value, the log has none
 * @param extra the log has a value, history has none
 * @param largest the largest difference, those within the tolerance too; 0 when nothing can be
 *     measured
 * @param examples of what is not equal, the largest difference first
 */
public record FeatureParity(
        String feature,
        long equal,
        long different,
        long missing,
        long extra,
        double largest,
        List<Example> examples) {

    public FeatureParity {
        examples = List.copyOf(examples);
    }

    /** Pairs of values. */
    public long compared() {
        return equal + unequal();
    }

    /** Pairs that are not equal. */
    public long unequal() {
        return different + missing + extra;
    }

    /** The share of pairs that are not equal. */
    public double share() {
        return compared() == 0 ? 0 : (double) unequal() / compared();
    }
}
