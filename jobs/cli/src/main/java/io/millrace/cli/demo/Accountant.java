package io.millrace.cli.demo;

import io.millrace.local.plant.LiveAccount;
import io.millrace.local.plant.PlantTruth;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** Counts and judges the scores with DuckDB, from nothing but their Parquet files. */
final class Accountant implements AutoCloseable {

    private static final String JUDGED =
            """
            CREATE TABLE judged AS
            SELECT s.score, s.scored_at, s.sent_at,
                   EXISTS (SELECT 1 FROM failures f
                           WHERE f.machine_id = s.machine_id AND f.failed_at > s.event_time
                             AND f.failed_at <= s.event_time + INTERVAL 24 HOUR) AS failed
            FROM scores s
            """;

    private static final String COUNTS =
            """
            SELECT count(*), count(*) - count(DISTINCT (machine_id, event_time)) FROM scores
            """;

    private static final String LATENCY =
            """
            SELECT quantile_cont(epoch_ms(scored_at) - sent_at, 0.5),
                   quantile_cont(epoch_ms(scored_at) - sent_at, 0.99)
            FROM judged
            """;

    /** The rank-sum form of the area; equal scores share their ranks. */
    private static final String AUC =
            """
            WITH ranked AS (
              SELECT failed,
                     rank() OVER (ORDER BY score) + (count(*) OVER (PARTITION BY score) - 1) / 2.0
                       AS place
              FROM judged),
            sums AS (
              SELECT count(*) FILTER (failed) AS ones, count(*) FILTER (NOT failed) AS zeros,
                     sum(place) FILTER (failed) AS places
              FROM ranked)
            SELECT ones, (places - ones * (ones + 1) / 2.0) / (ones * zeros) FROM sums
            """;

    private static final String WARNINGS =
            """
            SELECT count(*) FILTER (score >= ?),
                   count(*) FILTER (failed AND score >= ?) / nullif(count(*) FILTER (score >= ?), 0),
                   count(*) FILTER (failed AND score >= ?) / nullif(count(*) FILTER (failed), 0)
            FROM judged
            """;

    private static final String FORESEEABLE =
            """
            SELECT count(*) FROM failures f
            WHERE EXISTS (SELECT 1 FROM scores s
                          WHERE s.machine_id = f.machine_id AND f.failed_at > s.event_time
                            AND f.failed_at <= s.event_time + INTERVAL 24 HOUR)
            """;

    private final Connection duckdb;

    Accountant() throws SQLException {
        this.duckdb = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duckdb.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
        }
    }

    /**
     * Draws up the account.
     *
     * @param scores files of the scores' table
     * @param rejected files of the rejected table
     */
    Account account(LiveAccount plant, List<Path> scores, List<Path> rejected, double threshold)
            throws SQLException {
        load(
                "scores",
                scores,
                "machine_id INT, event_time TIMESTAMPTZ, score DOUBLE,"
                        + " sent_at BIGINT, scored_at TIMESTAMPTZ");
        load("rejected", rejected, "reason VARCHAR");
        failures(plant);
        try (Statement statement = duckdb.createStatement()) {
            statement.execute(JUDGED);
        }
        double[] counts = numbers(COUNTS);
        double[] latency = numbers(LATENCY);
        double[] auc = numbers(AUC);
        double[] warnings = numbers(WARNINGS, threshold, threshold, threshold, threshold);
        return new Account(
                plant.counts().confirmed() + plant.counts().malformed(),
                plant.counts().malformed(),
                (long) counts[0],
                (long) numbers("SELECT count(*), 0 FROM rejected")[0],
                (long) counts[1],
                latency[0],
                latency[1],
                (long) auc[0],
                (long) numbers(FORESEEABLE)[0],
                auc[1],
                threshold,
                (long) warnings[0],
                warnings[1],
                warnings[2]);
    }

    /** A view over the files; an empty table when there is none. */
    private void load(String table, List<Path> files, String columns) throws SQLException {
        String list =
                files.stream()
                        .map(file -> "'" + file.toString().replace("'", "''") + "'")
                        .collect(Collectors.joining(", ", "[", "]"));
        try (Statement statement = duckdb.createStatement()) {
            statement.execute(
                    files.isEmpty()
                            ? "CREATE TABLE " + table + " (" + columns + ")"
                            : "CREATE VIEW "
                                    + table
                                    + " AS SELECT * FROM read_parquet("
                                    + list
                                    + ")");
        }
    }

    private void failures(LiveAccount plant) throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            statement.execute("CREATE TABLE failures (machine_id INT, failed_at TIMESTAMPTZ)");
        }
        try (PreparedStatement insert =
                duckdb.prepareStatement("INSERT INTO failures VALUES (?, make_timestamptz(?))")) {
            for (PlantTruth.Failure failure : plant.failures()) {
                insert.setInt(1, failure.machineId());
                insert.setLong(2, failure.failedAt().toEpochMilli() * 1000);
                insert.execute();
            }
        }
    }

    /** The numbers of a single row; NaN for NULL. */
    private double[] numbers(String query, double... parameters) throws SQLException {
        try (PreparedStatement statement = duckdb.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setDouble(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                double[] numbers = new double[row.getMetaData().getColumnCount()];
                for (int i = 0; i < numbers.length; i++) {
                    double number = row.getDouble(i + 1);
                    numbers[i] = row.wasNull() ? Double.NaN : number;
                }
                return numbers;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        duckdb.close();
    }
}
