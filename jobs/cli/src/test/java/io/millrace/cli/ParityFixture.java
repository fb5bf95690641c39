package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A bank's payments in files: those of the live job shuffled within what its watermark allows,
 * those of history sorted.
 */
final class ParityFixture {

    static final int PAYMENTS = 600;

    private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");

    private static final String FEATURES =
            """
            name: bank
            spine: payments
            order: event-time
            entities:
              card: { key: [card_id] }
              terminal: { key: [terminal_id] }
            sources:
              payments: { time: paid_at }
              chargebacks: { time: reported_at, known: op_ts, change: op }
              cards: { time: op_ts }
            views:
              card:
                entity: card
                source: payments
                aggregations:
                  - { columns: [amount], functions: [count, mean, stddev, max], windows: [1h, 24h] }
              holder:
                entity: card
                source: cards
                latest: [home]
              risk:
                entity: terminal
                source: chargebacks
                aggregations: [ { functions: [count], windows: [7d] } ]
            model:
              input: model_input
            """;

    private static final String ON_DEMAND =
            "CREATE VIEW model_input AS SELECT *, amount / card_amount_mean_24h AS to_usual"
                    + " FROM featured;";

    private static final String LOG =
            table(
                    "logged",
                    "payment_id BIGINT, card_id BIGINT, terminal_id INT, paid_at TIMESTAMP_LTZ(3),"
                            + " card_amount_count_1h BIGINT, card_amount_mean_1h DOUBLE,"
                            + " card_amount_stddev_24h DOUBLE, card_amount_max_24h DOUBLE,"
                            + " holder_home STRING, risk_count_7d BIGINT, to_usual FLOAT",
                    "${LOG}");

    private final Path folder;

    ParityFixture(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("features.yaml"), FEATURES);
        Files.writeString(folder.resolve("features.sql"), ON_DEMAND);
        Files.writeString(folder.resolve("log.sql"), LOG);
        Files.writeString(
                folder.resolve("live.sql"),
                tables("live", ", WATERMARK FOR %s AS %s - INTERVAL '10' MINUTE")
                        + LOG
                        + "INSERT INTO logged SELECT payment_id, card_id, terminal_id, paid_at,"
                        + " card_amount_count_1h, card_amount_mean_1h, card_amount_stddev_24h,"
                        + " card_amount_max_24h, holder_home, risk_count_7d,"
                        + " CAST(to_usual AS FLOAT) FROM model_input;");
        Files.writeString(
                folder.resolve("history.sql"),
                tables("history", "")
                        + table("training_set", "payment_id BIGINT", "${TRAINING_SET}")
                        + "INSERT INTO training_set SELECT payment_id FROM featured;");
        rows();
    }

    private static String tables(String binding, String watermark) {
        String path = "${HISTORY}/" + binding + "-";
        return table(
                        "payments",
                        "payment_id BIGINT, card_id BIGINT, terminal_id INT, amount DOUBLE,"
                                + " paid_at TIMESTAMP_LTZ(3)"
                                + watermark.replace("%s", "paid_at"),
                        path + "payments")
                + table(
                        "chargebacks",
                        "terminal_id INT, reported_at TIMESTAMP_LTZ(3), op STRING,"
                                + " op_ts TIMESTAMP_LTZ(3)"
                                + watermark.replace("%s", "op_ts"),
                        path + "chargebacks")
                + table(
                        "cards",
                        "card_id BIGINT, home STRING, op_ts TIMESTAMP_LTZ(3)"
                                + watermark.replace("%s", "op_ts"),
                        path + "cards");
    }

    private static String table(String name, String columns, String path) {
        return "CREATE TABLE %s (%s) WITH ('connector'='filesystem', 'path'='%s', 'format'='json',"
                        .formatted(name, columns, path)
                + " 'json.timestamp-format.standard'='ISO-8601');\n";
    }

    private void rows() throws IOException {
        Random random = new Random(11);
        List<String> payments = new ArrayList<>();
        List<String> chargebacks = new ArrayList<>();
        List<String> cards = new ArrayList<>();
        for (int id = 0; id < PAYMENTS; id++) {
            Instant at = START.plus(Duration.ofSeconds(200L * id + random.nextInt(100)));
            int card = random.nextInt(20);
            payments.add(
                    "{\"payment_id\":%d,\"card_id\":%d,\"terminal_id\":%d,\"amount\":%s,\"paid_at\":\"%s\"}"
                            .formatted(
                                    id, card, random.nextInt(5), random.nextInt(9_999) / 7.0, at));
            if (id % 10 == 0) {
                chargebacks.add(chargeback(id, at, "+I", at));
                if (id % 30 == 0) { // withdrawn some hours later
                    chargebacks.add(chargeback(id, at, "-D", at.plus(Duration.ofHours(3))));
                }
                cards.add(
                        "{\"card_id\":%d,\"home\":\"%s\",\"op_ts\":\"%s\"}"
                                .formatted(card, "AT" + id, at));
            }
        }
        write("payments", payments, random);
        chargebacks.sort(null); // by the time of the change, which comes first
        write("chargebacks", chargebacks, random);
        write("cards", cards, random);
    }

    private static String chargeback(int id, Instant at, String op, Instant known) {
        return "{\"op_ts\":\"%s\",\"terminal_id\":%d,\"reported_at\":\"%s\",\"op\":\"%s\"}"
                .formatted(known, id % 7 % 5, at, op);
    }

    private void write(String table, List<String> rows, Random random) throws IOException {
        // neighbours are minutes apart: three places are less than the ten minutes of the watermark
        int most = table.equals("payments") ? 2 : 0;
        double[] places =
                IntStream.range(0, rows.size())
                        .mapToDouble(i -> i + random.nextDouble() * most)
                        .toArray();
        List<String> shuffled =
                IntStream.range(0, rows.size())
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> places[i]))
                        .map(rows::get)
                        .toList();
        for (String binding : List.of("live-", "history-")) {
            Path directory = folder.resolve(binding + table);
            Files.createDirectories(directory);
            Files.write(directory.resolve("rows.json"), binding.equals("live-") ? shuffled : rows);
        }
    }

    /** Runs the live job to the end of its files. */
    void logLive() {
        assertThat(run("score", "--tables", "live.sql", "-e", "HISTORY=" + folder).err()).isEmpty();
    }

    CommandLineRun parity(String... more) {
        return run(
                "parity",
                Stream.concat(
                                Stream.of("--history", folder.toString(), "--log", "log.sql"),
                                Arrays.stream(more))
                        .toArray(String[]::new));
    }

    private CommandLineRun run(String verb, String... more) {
        return CommandLineRun.of(
                Stream.concat(
                                Stream.of(verb, folder.toString(), "-e", "LOG=" + log()),
                                Arrays.stream(more))
                        .toArray(String[]::new));
    }

    private Path log() {
        return folder.resolve("logged");
    }

    Path folder() {
        return folder;
    }

    /** Rewrites the log. */
    void tamper(UnaryOperator<List<String>> change) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(log())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                lines.addAll(Files.readAllLines(file));
                Files.delete(file);
            }
        }
        assertThat(lines).hasSize(PAYMENTS);
        lines.sort(null);
        Files.write(log().resolve("part.json"), change.apply(lines));
    }
}
