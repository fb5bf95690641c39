package io.millrace.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.local.plant.LiveAccount;
import io.millrace.local.plant.LiveProgress;
import io.millrace.local.plant.PlantTruth;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four readings of two machines, one hour apart; machine 1 fails six hours later. */
class AccountantTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir Path folder;

    @Test
    void shouldBalanceWhenEachEventHasItsRow() throws SQLException {
        Path scores = scores("(1, 0, 0.9, 10), (1, 1, 0.4, 20), (2, 0, 0.5, 30), (2, 1, 0.1, 40)");
        Account account = account(4, 1, List.of(scores), List.of(rejected()));
        assertThat(account.balanced()).isTrue();
        assertThat(account.missing()).isZero();
        assertThat(account.rejected()).isEqualTo(1);
        assertThat(account.latencyMedian()).isEqualTo(25);
    }

    @Test
    void shouldJudgeByWhatHappened() throws SQLException {
        Path scores = scores("(1, 0, 0.9, 10), (1, 1, 0.4, 20), (2, 0, 0.5, 30), (2, 1, 0.1, 40)");
        Account account = account(4, 1, List.of(scores), List.of(rejected()));
        // of the four pairs of one and other, (0.4, 0.5) stands the wrong way round
        assertThat(account.auc()).isCloseTo(0.75, within(1e-12));
        assertThat(account.positives()).isEqualTo(2);
        assertThat(account.failures()).isEqualTo(1);
        assertThat(account.warnings()).isEqualTo(2);
        assertThat(account.precision()).isEqualTo(0.5);
        assertThat(account.recall()).isEqualTo(0.5);
    }

    @Test
    void shouldShareTheRankOfEqualScores() throws SQLException {
        Path scores = scores("(1, 0, 0.5, 10), (2, 0, 0.5, 10)");
        assertThat(account(2, 0, List.of(scores), List.of()).auc()).isEqualTo(0.5);
    }

    @Test
    void shouldTellDuplicatesFromMissingRows() throws SQLException {
        Path scores = scores("(1, 0, 0.9, 10), (1, 0, 0.9, 10)");
        Account account = account(2, 0, List.of(scores), List.of());
        assertThat(account.duplicates()).isEqualTo(1);
        assertThat(account.missing()).isEqualTo(1);
        assertThat(account.balanced()).isFalse();
    }

    @Test
    void shouldCopeWithNoRowsAtAll() throws SQLException {
        Account account = account(0, 0, List.of(), List.of());
        assertThat(account.balanced()).isTrue();
        assertThat(account.auc()).isNaN();
        assertThat(String.join("\n", AccountReport.lines(account, 0, 0)))
                .contains("ROC AUC not defined", "0 = 0 + 0");
    }

    private static Account account(
            long readings, long malformed, List<Path> scores, List<Path> rejected)
            throws SQLException {
        LiveProgress counts =
                new LiveProgress(NOON, readings, readings, malformed, 0, 0, 0, 1, Duration.ZERO);
        LiveAccount plant =
                new LiveAccount(
                        counts,
                        List.of(new PlantTruth.Failure(1, NOON.plus(Duration.ofHours(6)))),
                        NOON.plus(Duration.ofDays(2)));
        try (Accountant accountant = new Accountant()) {
            return accountant.account(plant, scores, rejected, 0.5);
        }
    }

    /** Rows of machine, hours after noon, score, and milliseconds from sending to score. */
    private Path scores(String rows) throws SQLException {
        return parquet(
                "scores",
                """
                SELECT machine AS machine_id,
                       TIMESTAMPTZ '2026-06-01 12:00:00+00' + INTERVAL (hour) HOUR AS event_time,
                       CAST(score AS DOUBLE) AS score, CAST(1000 AS BIGINT) AS sent_at,
                       make_timestamptz(1000000 + late * 1000) AS scored_at
                FROM (VALUES %s) AS t(machine, hour, score, late)
                """
                        .formatted(rows));
    }

    private Path rejected() throws SQLException {
        return parquet("rejected", "SELECT 'not JSON' AS reason");
    }

    private Path parquet(String name, String query) throws SQLException {
        Path file = folder.resolve(name + ".parquet");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
        }
        return file;
    }
}
