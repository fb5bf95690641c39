package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What the live job has logged, compared with history. One live run serves all tests. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ParityIT {

    @TempDir static Path folder;

    private static ParityFixture bank;

    @BeforeAll
    static void logLiveFeatures() throws IOException {
        bank = new ParityFixture(folder);
        bank.logLive();
    }

    @Test
    @Order(1)
    void shouldFindLiveFeaturesEqualToRecomputedOnes() throws IOException {
        Path report = folder.resolve("reports/parity.json");

        CommandLineRun run = bank.parity("--logged", "logged", "--report", report.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("Live and history agree");
        assertThat(run.code()).isZero();
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertThat(json.at("/rows/in_both").asInt()).isEqualTo(ParityFixture.PAYMENTS);
        assertThat(json.at("/rows/missing").asInt()).isZero();
        assertThat(json.at("/rows/extra").asInt()).isZero();
        assertThat(json.get("features")).hasSize(7);
        for (JsonNode feature : json.get("features")) {
            assertThat(feature.get("equal").asInt())
                    .as(feature.get("feature").asText())
                    .isEqualTo(ParityFixture.PAYMENTS);
        }
        assertThat(run.out()).contains("Not logged: card_amount_count_24h");
    }

    @Test
    @Order(1)
    void shouldCompareTheStretchThatIsAskedFor() {
        CommandLineRun run =
                bank.parity(
                        "--logged",
                        "logged",
                        "--from",
                        "2026-05-01T06:00:00Z",
                        "--until",
                        "2026-05-01T12:00:00Z",
                        "--features",
                        "card_amount_mean_1h");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("2026-05-01T06:00:00Z to 2026-05-01T12:00:00Z")
                .containsPattern("in both +108\n")
                .doesNotContain("risk_count");
    }

    @Test
    @Order(1)
    void shouldNameWhatIsWrongWithTheTables() {
        complains(bank.parity("--logged", "loged"), "no table loged", "\"logged\"");
        complains(
                bank.parity("--logged", "logged", "--match", "payment"),
                "--match: table logged has no column \"payment\"",
                "payment_id");
        complains(
                bank.parity("--logged", "logged", "--features", "to_usuall"),
                "--features",
                "did you mean \"to_usual\"?");
        complains(
                bank.parity("--logged", "chargebacks"),
                "table chargebacks has no column \"paid_at\"");
        complains(bank.parity("--logged", "payments"), "table payments has none of the features");
    }

    @Test
    @Order(1)
    void shouldNameWhatIsWrongWithTheOptions() {
        complains(
                bank.parity("--logged", "logged", "--from", "2030-01-01T00:00:00Z"),
                "no row with an event time from 2030-01-01T00:00:00Z");
        complains(
                bank.parity("--logged", "logged", "--allowed", "2", "--tolerance", "-1"),
                "--allowed 2.0",
                "--tolerance -1.0");
        complains(
                bank.parity("--logged", "logged", "--report", "report.txt"), "report.txt", ".csv");
    }

    @Test
    @Order(2)
    void shouldFindWhatIsWrongInTheLog() throws IOException {
        bank.tamper(ParityIT::tampered);

        CommandLineRun run = bank.parity("--logged", "logged", "--match", "card_id,payment_id");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .containsPattern("in both +599\n")
                .contains("1   in history only", "2   in the log only", "payment_id=123456")
                .contains("risk_count_7d: 1 of 599 values are not equal", "live 99999")
                .contains("holder_home: 1 of 599 values", "live NULL")
                .doesNotContain("to_usual: ");
        Path report = folder.resolve("parity.csv");
        CommandLineRun lenient =
                bank.parity("--logged", "logged", "--allowed", "0.01", "--report", report + "");
        assertThat(lenient.code()).isZero();
        assertThat(Files.readAllLines(report))
                .hasSize(8)
                .anyMatch(line -> line.startsWith("risk_count_7d,599,598,1,0,0,9"));
    }

    /** A value changed, one lost, a row lost, a row twice, and a row that never was. */
    private static List<String> tampered(List<String> lines) {
        List<String> wrong = new ArrayList<>(lines);
        wrong.set(
                300,
                wrong.get(300).replaceFirst("\"risk_count_7d\":\\d+", "\"risk_count_7d\":99999"));
        wrong.set(
                400,
                lines.get(400).replaceFirst("\"holder_home\":\"\\w+\"", "\"holder_home\":null"));
        wrong.remove(500);
        wrong.add(lines.get(10));
        wrong.add(lines.get(20).replaceFirst("\"payment_id\":\\d+", "\"payment_id\":123456"));
        return wrong;
    }

    private static void complains(CommandLineRun run, String... words) {
        assertThat(run.err()).contains(words).doesNotContain("unexpected error", "\tat ");
        assertThat(run.code()).isEqualTo(1);
    }
}
