package io.millrace.cli.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Verbs;
import io.millrace.inference.card.ModelCards;
import io.millrace.inference.card.ModelOutput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A regression on public data, from history to the estimates of the job. The data do not come with
 * the sources: {@code CMAPSS} names the directory that has them.
 */
@EnabledIf(
        value = "io.millrace.training.trees.NativeXgboost#isAvailable",
        disabledReason = "XGBoost needs the OpenMP runtime: apt-get install libgomp1")
@EnabledIfEnvironmentVariable(
        named = "CMAPSS",
        matches = ".+",
        disabledReason = "CMAPSS does not say where NASA's turbofan data are")
class TurbofanIT {

    /** What the literature scores: the last flight of an engine. */
    private record Estimate(int cycle, double remaining) {}

    @TempDir Path folder;

    /** Root mean square error of an LSTM is 16.14 on FD001 and 16.18 on FD003 (Zheng 2017). */
    @ParameterizedTest
    @ValueSource(strings = {"FD001", "FD003"})
    void shouldEstimateTheRemainingLifeOfEnginesItNeverSaw(String set) throws IOException {
        Path history = Path.of(System.getenv("CMAPSS"));
        Path model = ModelFolders.copy("turbofan", folder);
        Path trainingSet = folder.resolve("training-set");
        Path estimates = folder.resolve("estimates");
        String which = "SET=" + set;

        assertThat(
                        Verbs.run(
                                "training-set",
                                model,
                                "-e",
                                which,
                                "--history",
                                history,
                                "--output",
                                trainingSet))
                .isZero();
        assertThat(Verbs.run("train", model, "--training-set", trainingSet)).isZero();
        assertThat(
                        Verbs.run(
                                "score",
                                model,
                                "--tables",
                                "test.sql",
                                "-e",
                                which,
                                "-e",
                                "HISTORY=" + history,
                                "-e",
                                "ESTIMATES=" + estimates))
                .isZero();

        List<String> rows = lines(estimates.resolve("scores"));
        assertThat(rows).hasSameSizeAs(lines(history.resolve("test_" + set + ".txt.gz")));
        assertThat(rootMeanSquareError(rows, lines(history.resolve("RUL_" + set + ".txt.gz"))))
                .isLessThan(15);
        assertThat(ModelCards.read(model.resolve("model.yaml")).outputs())
                .extracting(ModelOutput::description)
                .containsExactly(
                        "estimate of remaining: cycles until the engine fails, 125 at most");
    }

    private static double rootMeanSquareError(List<String> rows, List<String> truth) {
        Map<Integer, Estimate> last = new TreeMap<>();
        for (String row : rows) {
            String[] fields = row.split(",", -1);
            Estimate estimate =
                    new Estimate(Integer.parseInt(fields[1]), Double.parseDouble(fields[2]));
            last.merge(
                    Integer.valueOf(fields[0]),
                    estimate,
                    (left, right) -> left.cycle() > right.cycle() ? left : right);
        }
        assertThat(last).hasSameSizeAs(truth);
        double squares = 0;
        for (Map.Entry<Integer, Estimate> engine : last.entrySet()) {
            double remaining = Double.parseDouble(truth.get(engine.getKey() - 1).trim());
            squares += Math.pow(engine.getValue().remaining() - remaining, 2);
        }
        return Math.sqrt(squares / last.size());
    }

    private static List<String> lines(Path place) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (BufferedReader reader =
                        new BufferedReader(
                                new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
                    reader.lines().filter(line -> !line.isBlank()).forEach(lines::add);
                }
            }
        }
        return lines;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }
}
