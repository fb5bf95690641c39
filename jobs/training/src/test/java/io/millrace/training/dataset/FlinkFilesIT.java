package io.millrace.training.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.training.request.Columns;
import io.millrace.training.request.Dataset;
import io.millrace.training.request.Dataset.Format;
import io.millrace.training.request.Progress;
import io.millrace.training.request.Task;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.api.TableEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Training sets as Flink's own filesystem connector writes them, in every format. */
class FlinkFilesIT {

    private static final List<String> COLUMNS =
            List.of("machine_id", "event_time", "heat", "errors", "hot", "failed");

    @TempDir static Path directory;

    @ParameterizedTest
    @EnumSource(Format.class)
    void shouldReadWhatFlinkWrites(Format format) {
        TrainingSet set =
                DatasetReader.read(
                        new Dataset(
                                directory.resolve(format.name()),
                                format,
                                format == Format.CSV ? COLUMNS : List.of()),
                        new Columns(
                                List.of("hot", "heat", "errors"),
                                "failed",
                                "event_time",
                                "machine_id"),
                        Task.CLASSIFICATION,
                        Progress.NONE);

        assertThat(set.times())
                .containsExactly(
                        Instant.parse("2026-01-05T10:20:00.123Z").toEpochMilli(),
                        Instant.parse("2026-01-05T10:21:00Z").toEpochMilli());
        assertThat(set.columns()[0]).containsExactly(1, 0);
        assertThat(set.columns()[1]).containsExactly(Float.NaN, 60.25f);
        assertThat(set.columns()[2]).containsExactly(3, Float.NaN);
        assertThat(set.labels()).containsExactly(0, 1);
    }

    @BeforeAll
    static void write() throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.BIND_PORT, "0");
        TableEnvironment tables =
                TableEnvironment.create(
                        EnvironmentSettings.newInstance()
                                .inBatchMode()
                                .withConfiguration(configuration)
                                .build());
        tables.getConfig().setLocalTimeZone(ZoneId.of("UTC"));
        StatementSet inserts = tables.createStatementSet();
        for (Format format : Format.values()) {
            tables.executeSql(
                    """
                    CREATE TABLE %1$s (
                      machine_id INT, event_time TIMESTAMP_LTZ(3), heat DOUBLE, errors BIGINT, hot BOOLEAN, failed INT
                    ) WITH ('connector' = 'filesystem', 'path' = '%2$s', 'format' = '%3$s')"""
                            .formatted(
                                    format.name(),
                                    directory.resolve(format.name()).toUri(),
                                    format.name().toLowerCase(Locale.ROOT)));
            inserts.addInsertSql(
                    """
                    INSERT INTO %s VALUES
                      (7, TO_TIMESTAMP_LTZ(1767608460000, 3), 60.25, CAST(NULL AS BIGINT), false, 1),
                      (8, TO_TIMESTAMP_LTZ(1767608400123, 3), CAST(NULL AS DOUBLE), 3, true, 0)"""
                            .formatted(format.name()));
        }
        inserts.execute().await();
    }
}
