package io.millrace.cli.demo;

import java.util.ArrayList;
import java.util.List;

/** The account for a person to read. */
final class AccountReport {

    private AccountReport() {}

    /**
     * The lines.
     *
     * @param files Parquet files that were read
     * @param alerts that an application has received
     */
    static List<String> lines(Account account, int files, long alerts) {
        List<String> lines = new ArrayList<>();
        lines.add("The account, read by DuckDB from %d Parquet files".formatted(files));
        lines.add(count("events sent", account.sent(), malformed(account)));
        lines.add(count("scores in Iceberg", account.scores(), ""));
        lines.add(count("rejected", account.rejected(), ""));
        lines.add(count("duplicates", account.duplicates(), ""));
        lines.add(count("missing", account.missing(), ""));
        lines.add(
                "  %-20s p50 %.0f ms, p99 %.0f ms, over all rows"
                        .formatted(
                                "event to score", account.latencyMedian(), account.latencyTail()));
        lines.add(
                "  %-20s %,12d   received by MQTT, for %,d scores from the threshold on"
                        .formatted("alerts", alerts, account.warnings()));
        lines.add("How good the scores were, against the failures that then happened");
        lines.add(
                "  %,d readings within 24 h before one of %,d failures"
                        .formatted(account.positives(), account.failures()));
        lines.add("  ROC AUC %s".formatted(decimal(account.auc())));
        lines.add(
                "  at the threshold %s: precision %s, recall %s"
                        .formatted(
                                decimal(account.threshold()),
                                decimal(account.precision()),
                                decimal(account.recall())));
        lines.add("");
        lines.add(verdict(account));
        return lines;
    }

    private static String verdict(Account account) {
        return account.balanced()
                ? "Every event has exactly one row: %,d = %,d + %,d."
                        .formatted(account.sent(), account.scores(), account.rejected())
                : "THE ACCOUNT DOES NOT BALANCE: %,d sent, %,d scores + %,d rejected."
                        .formatted(account.sent(), account.scores(), account.rejected());
    }

    private static String malformed(Account account) {
        return account.malformed() == 0
                ? ""
                : "   of which %,d malformed".formatted(account.malformed());
    }

    private static String count(String what, long number, String more) {
        return "  %-20s %,12d%s".formatted(what, number, more);
    }

    private static String decimal(double value) {
        return Double.isNaN(value) ? "not defined" : Phases.decimal(value, 4);
    }
}
