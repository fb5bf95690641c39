package io.millrace.training.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.training.Fixtures;
import io.millrace.training.request.Columns;
import io.millrace.training.request.Dataset;
import io.millrace.training.request.Dataset.Format;
import io.millrace.training.request.Progress;
import io.millrace.training.request.Task;
import io.millrace.training.request.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetReaderTest {

    private static final Columns AB = new Columns(List.of("b", "a"), "y", "t", null);

    @TempDir Path directory;

    @Test
    void shouldReadTheFeaturesInTheGivenOrderAndNullAsNaN() {
        parquet(
                "SELECT * FROM (VALUES (1, 1.5, true, 1000::BIGINT), (2, NULL, false, 2000)) v(a, b, y, t)");

        TrainingSet set = read(Format.PARQUET, AB);

        assertThat(set.features()).containsExactly("b", "a");
        assertThat(set.columns()[0]).containsExactly(1.5f, Float.NaN);
        assertThat(set.columns()[1]).containsExactly(1, 2);
        assertThat(set.labels()).containsExactly(1, 0);
        assertThat(set.times()).containsExactly(1000, 2000);
    }

    @Test
    void shouldGiveTheSameRowsInTheSameOrderWhateverTheFiles() throws IOException {
        String plant = Fixtures.plant(500);
        Path whole = Files.createDirectory(directory.resolve("whole"));
        Fixtures.write(plant, whole.resolve("part-0"), "FORMAT parquet");
        Path parted = Files.createDirectory(directory.resolve("parted"));
        for (int i = 0; i < 3; i++) {
            Fixtures.write(
                    "SELECT * FROM (%s) WHERE hash(event_time) %% 3 = %d ORDER BY hash(noise)"
                            .formatted(plant, i),
                    parted.resolve("part-" + i),
                    "FORMAT parquet");
        }

        TrainingSet one = plant(whole);
        TrainingSet three = plant(parted);

        assertThat(Arrays.deepToString(three.columns()))
                .isEqualTo(Arrays.deepToString(one.columns()));
        assertThat(three.labels()).isEqualTo(one.labels());
        assertThat(three.times()).isEqualTo(one.times()).isSorted();
        assertThat(three.groups()).isEqualTo(one.groups());
    }

    private static TrainingSet plant(Path directory) {
        return DatasetReader.read(
                Fixtures.parquet(directory),
                Fixtures.columns(),
                Task.CLASSIFICATION,
                Progress.NONE);
    }

    @Test
    void shouldSkipHiddenAndUnfinishedFiles() throws IOException {
        parquet("SELECT 1 AS a, 2 AS b, 1 AS y, 0::BIGINT AS t");
        Files.writeString(directory.resolve("_SUCCESS"), "");
        Files.writeString(directory.resolve(".part-1.inprogress.7"), "half a file");
        Path staging = Files.createDirectory(directory.resolve(".staging_1"));
        Files.writeString(staging.resolve("part-2"), "half a file");

        assertThat(read(Format.PARQUET, AB).rows()).isEqualTo(1);
    }

    @Test
    void shouldReadADirectoryThatIsALink() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real"));
        Fixtures.write("SELECT 1", real.resolve("part-0"), "FORMAT parquet");
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);

        assertThat(DatasetFiles.of(Fixtures.parquet(link))).containsExactly(link.resolve("part-0"));
    }

    @Test
    void shouldUniteFilesByTheNamesOfTheirColumns() {
        Fixtures.write(
                "SELECT 1 AS a, 2 AS b, 1 AS y, 1::BIGINT AS t",
                directory.resolve("old"),
                "FORMAT parquet");
        Fixtures.write(
                "SELECT 2::BIGINT AS t, 0 AS y, 0.5 AS b",
                directory.resolve("new"),
                "FORMAT parquet");

        TrainingSet set = read(Format.PARQUET, AB);

        assertThat(set.columns()[0]).containsExactly(2, 0.5f);
        assertThat(set.columns()[1]).containsExactly(1, Float.NaN);
    }

    @Test
    void shouldReadCsvWithoutAHeaderByGivenNames() throws IOException {
        Files.writeString(
                directory.resolve("part-0"),
                "2026-01-05 10:20:00.5,1.5,,true,\"a, b\"\n2026-01-05 10:20:00Z,NaN,3,false,c\n");
        Files.writeString(directory.resolve("part-1"), "");
        Dataset csv = new Dataset(directory, Format.CSV, List.of("t", "a", "b", "y", "note"));

        TrainingSet set = DatasetReader.read(csv, AB, Task.CLASSIFICATION, Progress.NONE);

        assertThat(set.times())
                .containsExactly(millis("2026-01-05T10:20:00Z"), millis("2026-01-05T10:20:00.5Z"));
        assertThat(set.columns()[0]).containsExactly(3, Float.NaN);
        assertThat(set.columns()[1]).containsExactly(Float.NaN, 1.5f);
        assertThat(set.labels()).containsExactly(0, 1);
    }

    @Test
    void shouldReadJsonLinesWhereAColumnIsSometimesMissing() throws IOException {
        Files.writeString(
                directory.resolve("part-0"),
                """
                {"t":"2026-01-05T10:20:00Z","a":1,"y":1}
                {"t":"2026-01-05 10:21:00","a":"NaN","b":null,"y":0}
                """);

        TrainingSet set = read(Format.JSON, AB);

        assertThat(set.times())
                .containsExactly(millis("2026-01-05T10:20:00Z"), millis("2026-01-05T10:21:00Z"));
        assertThat(set.columns()[0]).containsExactly(Float.NaN, Float.NaN);
        assertThat(set.columns()[1]).containsExactly(1, Float.NaN);
    }

    @Test
    void shouldReadPartitionColumnsFromTheNamesOfDirectories() throws IOException {
        for (int a = 0; a < 2; a++) {
            Path partition = Files.createDirectory(directory.resolve("a=" + a));
            Fixtures.write(
                    "SELECT 7 AS b, %d AS y, %d::BIGINT AS t".formatted(a, a),
                    partition.resolve("part-0"),
                    "FORMAT parquet");
        }

        assertThat(read(Format.PARQUET, AB).columns()[1]).containsExactly(0, 1);
    }

    @Test
    void shouldReadFromDirectoriesWithPatternLettersInTheirNames() throws IOException {
        Path odd = Files.createDirectory(directory.resolve("it's [1] *?"));
        Fixtures.write(
                "SELECT 1 AS a, 2 AS b, 1 AS y, 0::BIGINT AS t",
                directory.resolve("x"),
                "FORMAT parquet");
        Files.move(directory.resolve("x"), odd.resolve("part-0"));

        TrainingSet set =
                DatasetReader.read(Fixtures.parquet(odd), AB, Task.CLASSIFICATION, Progress.NONE);

        assertThat(set.rows()).isEqualTo(1);
    }

    @Test
    void shouldTakeTimesInAllTheirTypes() {
        for (String type : List.of("TIMESTAMP", "TIMESTAMPTZ", "TIMESTAMP_NS", "VARCHAR")) {
            parquet(
                    "SELECT 1 AS a, 2 AS b, 1 AS y, '2026-01-05 10:20:00.123'::TIMESTAMP::%s AS t"
                            .formatted(type));
            assertThat(read(Format.PARQUET, AB).times())
                    .as(type)
                    .containsExactly(millis("2026-01-05T10:20:00.123Z"));
        }
        parquet("SELECT 1 AS a, 2 AS b, 1 AS y, DATE '2026-01-05' AS t");
        assertThat(read(Format.PARQUET, AB).times())
                .containsExactly(millis("2026-01-05T00:00:00Z"));
    }

    @Test
    void shouldNameAllMissingColumnsAtOnceWithTheNearestNames() {
        parquet("SELECT 1 AS vibration_mean_3h, 1 AS failed, 0::BIGINT AS event_time");
        Columns wrong = new Columns(List.of("vibration_maen_3h"), "faild", "event_time", "turbine");

        assertThatThrownBy(() -> read(Format.PARQUET, wrong))
                .isInstanceOf(TrainingException.class)
                .hasMessage(
                        """
                        feature column 'vibration_maen_3h' is not in the training set; did you mean 'vibration_mean_3h'?
                        label column 'faild' is not in the training set; did you mean 'failed'?
                        group column 'turbine' is not in the training set; it has: vibration_mean_3h, failed, event_time""");
    }

    @Test
    void shouldRefuseColumnsThatAreNoNumbers() {
        parquet("SELECT [1] AS a, DATE '2026-01-01' AS b, 1 AS y, true AS t");

        assertThatThrownBy(() -> read(Format.PARQUET, AB))
                .hasMessageContaining("feature column 'b' is DATE; it must be a number")
                .hasMessageContaining("feature column 'a' is INTEGER[]; it must be a number")
                .hasMessageContaining("time column 't' is BOOLEAN; it must be a timestamp");
    }

    @Test
    void shouldReportAllValuesThatCannotBeFittedTo() {
        parquet(
                """
                SELECT * FROM (VALUES (1::DOUBLE, 'low', 2, 1::BIGINT), ('inf', '7', NULL, NULL),
                  (1, NULL, 1, 3)) v(a, b, y, t)""");

        assertThatThrownBy(() -> read(Format.PARQUET, AB))
                .hasMessageContaining("time column 't': 1 of 3 rows have no time")
                .hasMessageContaining("label column 'y' is NULL in 1 of 3 rows")
                .hasMessageContaining(
                        "label column 'y' must be 0 or 1 (or a boolean); 1 of 3 rows are not, such as '2'")
                .hasMessageContaining(
                        "feature column 'b' has 1 values that are no numbers, such as 'low'")
                .hasMessageContaining("feature column 'a' has 1 infinite values, such as 'inf'");
    }

    @Test
    void shouldSayWhereTheTrainingSetShouldBe() throws IOException {
        Path missing = directory.resolve("nowhere");
        assertThatThrownBy(() -> DatasetFiles.of(Fixtures.parquet(missing)))
                .hasMessage(
                        "there is no directory %s; a training set is written by `training-set`",
                        missing);

        Path empty = Files.createDirectory(directory.resolve("empty"));
        Files.writeString(empty.resolve("_SUCCESS"), "");
        assertThatThrownBy(() -> DatasetFiles.of(Fixtures.parquet(empty)))
                .hasMessageContaining("has no finished file");

        Path file = Files.writeString(directory.resolve("file"), "x");
        assertThatThrownBy(() -> DatasetFiles.of(Fixtures.parquet(file)))
                .hasMessageContaining("is a file; give the directory");
    }

    @Test
    void shouldRefuseATrainingSetWithoutRowsAndFilesThatAreNotOfTheFormat() throws IOException {
        parquet("SELECT 1 AS a, 2 AS b, 1 AS y, 0::BIGINT AS t WHERE false");
        assertThatThrownBy(() -> read(Format.PARQUET, AB))
                .hasMessage("the training set has no rows");

        Files.writeString(directory.resolve("part-0"), "no parquet at all");
        assertThatThrownBy(() -> read(Format.PARQUET, AB))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("cannot read " + directory + " as PARQUET")
                .hasMessageContaining("part-0");
    }

    private void parquet(String query) {
        Fixtures.write(query, directory.resolve("part-0"), "FORMAT parquet");
    }

    private TrainingSet read(Format format, Columns columns) {
        return DatasetReader.read(
                Dataset.of(directory, format), columns, Task.CLASSIFICATION, Progress.NONE);
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
