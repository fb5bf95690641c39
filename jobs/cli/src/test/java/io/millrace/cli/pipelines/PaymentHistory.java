package io.millrace.cli.pipelines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Payments of a bank that never was: cards with habits, and now and then a thief who spends eight
 * times as much. Seeded.
 */
final class PaymentHistory {

    private static final int CARDS = 40;
    private static final int TERMINALS = 10;
    private static final int PAYMENTS = 6_000;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private PaymentHistory() {}

    /** Writes payments, chargebacks and cards as JSON lines, a directory each. */
    static void write(Path directory) throws IOException {
        Random random = new Random(7);
        List<String> payments = new ArrayList<>();
        List<String> chargebacks = new ArrayList<>();
        List<String> cards = new ArrayList<>();
        for (int card = 0; card < CARDS; card++) {
            cards.add(
                    "{\"card_id\":%d,\"credit_limit\":%d,\"home_country\":\"AT\",\"op_ts\":\"%s\"}"
                            .formatted(card, 1_000 + 100 * card, START));
        }
        for (int id = 0; id < PAYMENTS; id++) {
            Instant at = START.plus(Duration.ofMinutes(14L * id));
            int card = random.nextInt(CARDS);
            int terminal = random.nextInt(TERMINALS);
            boolean fraud = random.nextInt(20) == 0;
            double amount = (20 + card) * (0.5 + random.nextDouble()) * (fraud ? 8 : 1);
            payments.add(
                    "{\"payment_id\":%d,\"card_id\":%d,\"terminal_id\":%d,\"amount\":%.2f,\"paid_at\":\"%s\",\"op_ts\":\"%s\"}"
                            .formatted(id, card, terminal, amount, at, at));
            if (fraud) {
                Instant reported = at.plus(Duration.ofDays(2));
                chargebacks.add(
                        "{\"payment_id\":%d,\"terminal_id\":%d,\"reported_at\":\"%s\",\"op_ts\":\"%s\"}"
                                .formatted(id, terminal, reported, reported));
            }
        }
        write(directory.resolve("payments"), payments);
        write(directory.resolve("chargebacks"), chargebacks);
        write(directory.resolve("cards"), cards);
    }

    private static void write(Path table, List<String> lines) throws IOException {
        Files.createDirectories(table);
        Files.write(table.resolve("rows.json"), lines);
    }
}
