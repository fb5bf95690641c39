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
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Training sets as Flink's own filesystem connector writes them, in every format. */
class FlinkFilesIT {

    private static final List<String> COLUMNS =
            List.of("machine_id", "event_time", "heat", "errors", "hot", "failed");

    @TempDir Path directory;

    @ParameterizedTest
    @EnumSource(Format.class)
    void shouldReadWhatFlinkWrites(Format format) throws Exception {
        write(format);

        TrainingSet set =
                DatasetReader.read(
                        new Dataset(
                                directory.resolve("training_set"),
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

    private void write(Format format) throws Exception {
        TableEnvironment tables =
                TableEnvironment.create(EnvironmentSettings.newInstance().inBatchMode().build());
        tables.getConfig().setLocalTimeZone(ZoneId.of("UTC"));
        tables.executeSql(
                """
                CREATE TABLE training_set (
                  machine_id INT, event_time TIMESTAMP_LTZ(3), heat DOUBLE, errors BIGINT, hot BOOLEAN, failed INT
                ) WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = '%s')"""
                        .formatted(
                                directory.resolve("training_set").toUri(),
                                format.name().toLowerCase(Locale.ROOT)));
        tables.executeSql(
                        """
                        INSERT INTO training_set VALUES
                          (7, TO_TIMESTAMP_LTZ(1767608460000, 3), 60.25, CAST(NULL AS BIGINT), false, 1),
                          (8, TO_TIMESTAMP_LTZ(1767608400123, 3), CAST(NULL AS DOUBLE), 3, true, 0)""")
                .await();
    }
}
