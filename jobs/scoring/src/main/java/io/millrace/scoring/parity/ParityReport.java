package io.millrace.scoring.parity;

import java.util.List;

/**
 * How live features compare with recomputed ones.
 *
 * @param match the columns by which rows were paired
 * @param notLogged features that the log does not have
 */
public record ParityReport(
        List<String> match, Rows rows, List<FeatureParity> features, List<String> notLogged) {

    public ParityReport {
        match = List.copyOf(match);
        features = List.copyOf(features);
        notLogged = List.copyOf(notLogged);
    }

    /**
     * Rows of the two tables. Rows of one name are paired one to one, equal ones first.
     *
     * @param paired in both
     * @param missing in history only
     * @param extra in the log only
     * @param missingExamples names of some, in their order
     * @param extraExamples names of some, in their order
     */
    public record Rows(
            long paired,
            long missing,
            long extra,
            List<String> missingExamples,
            List<String> extraExamples) {
        public Rows {
            missingExamples = List.copyOf(missingExamples);
            extraExamples = List.copyOf(extraExamples);
        }

        /** The share of all rows that history alone has. */
        public double missingShare() {
            return share(missing);
        }

        /** The share of all rows that the log alone has. */
        public double extraShare() {
            return share(extra);
        }

        private double share(long rows) {
            long all = paired + missing + extra;
            return all == 0 ? 0 : (double) rows / all;
        }
    }
}
