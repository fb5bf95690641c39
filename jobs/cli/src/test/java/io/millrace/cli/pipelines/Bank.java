package io.millrace.cli.pipelines;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The bank's database, and the scores that the job writes beside it. */
final class Bank {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Connection database;
    private long made;

    Bank(Connection database) {
        this.database = database;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Makes a payment and waits for its score. */
    long pay(int card, int terminal, double amount, String at) throws SQLException {
        long id = ++made;
        execute(
                "INSERT INTO payments VALUES (%d, %d, %d, %s, '%s')"
                        .formatted(id, card, terminal, amount, at));
        await().atMost(PATIENCE)
                .until(
                        () ->
                                number(
                                                "SELECT COUNT(*) FROM payment_scores WHERE payment_id = "
                                                        + id)
                                        == 1);
        return id;
    }

    /** Pays until a score meets a condition: changes of other tables come when they come. */
    void payUntil(int card, int terminal, String at, String condition) {
        await("a payment with " + condition)
                .atMost(PATIENCE)
                .until(
                        () ->
                                number(
                                                "SELECT COUNT(*) FROM payment_scores WHERE payment_id = "
                                                        + pay(card, terminal, 10, at)
                                                        + " AND "
                                                        + condition)
                                        == 1);
    }

    /** A column of a payment's score. */
    double of(long payment, String column) throws SQLException {
        return number("SELECT " + column + " FROM payment_scores WHERE payment_id = " + payment);
    }

    double number(String query) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getDouble(1);
        }
    }

    long paymentsMade() {
        return made;
    }
}
