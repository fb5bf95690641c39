package io.millrace.training;

import io.millrace.training.request.Algorithm;
import io.millrace.training.request.Columns;
import io.millrace.training.request.Dataset;
import io.millrace.training.request.Method;
import io.millrace.training.request.Split;
import io.millrace.training.request.Task;
import io.millrace.training.request.TrainingRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** A small plant: hot and shaking machines fail, and some sensors are silent at times. */
public final class Fixtures {

    public static final List<String> FEATURES = List.of("heat", "shake", "noise");

    /** {@code %d} rows, one a minute from 2026-01-01 on, of ten machines. */
    private static final String ROWS =
            """
            SELECT machine_id, event_time, heat, shake, noise,
              CASE WHEN 2 * coalesce(heat, 0) + coalesce(shake, 0) + 0.5 * luck > 1.5 THEN 1 ELSE 0 END AS failed,
              100 + 10 * coalesce(heat, 0) - 3 * coalesce(shake, 0) + luck AS remaining
            FROM (SELECT i %% 10 AS machine_id,
              TIMESTAMP '2026-01-01 00:00:00' + i * INTERVAL 1 MINUTE AS event_time,
              CASE WHEN hash(i, 1) %% 10 = 0 THEN NULL ELSE (hash(i, 2) %% 10000)::DOUBLE / 5000 - 1 END AS heat,
              CASE WHEN hash(i, 3) %% 10 = 0 THEN NULL ELSE (hash(i, 4) %% 10000)::DOUBLE / 5000 - 1 END AS shake,
              (hash(i, 5) %% 10000)::DOUBLE / 5000 - 1 AS noise,
              (hash(i, 6) %% 10000)::DOUBLE / 5000 - 1 AS luck
              FROM range(%d) AS r(i))
            """;

    private Fixtures() {}

    public static String plant(int rows) {
        return ROWS.formatted(rows);
    }

    /**
     * Writes what a query gives to a file, as {@code FORMAT parquet}, {@code csv} or {@code json}.
     */
    public static void write(String query, Path file, String options) {
        sql("COPY (%s) TO '%s' (%s)".formatted(query, file, options));
    }

    public static void sql(String... statements) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Dataset parquet(Path directory) {
        return Dataset.of(directory, Dataset.Format.PARQUET);
    }

    public static Columns columns() {
        return new Columns(FEATURES, "failed", "event_time", "machine_id");
    }

    public static Method classifier(Map<String, String> parameters) {
        return new Method(Task.CLASSIFICATION, Algorithm.GBDT, parameters, 42);
    }

    public static TrainingRequest request(
            Path dataset, Path output, Map<String, String> parameters) {
        return new TrainingRequest(
                "machine-failure",
                "1",
                parquet(dataset),
                columns(),
                Split.BY_TIME,
                classifier(parameters),
                null,
                output);
    }
}
