package io.millrace.cli.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Verbs;
import io.millrace.cli.cluster.FlinkSettings;
import io.millrace.cli.cluster.Installation;
import io.millrace.cli.cluster.LocalCluster;
import io.millrace.cli.cluster.RunningJob;
import io.millrace.local.Endpoints;
import io.millrace.local.Service;
import io.millrace.local.ServicesProcess;
import io.millrace.local.ServicesSettings;
import io.millrace.scoring.Purpose;
import io.millrace.scoring.ScoringJob;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pipeline that nobody tuned for: the spine is a change log, each row has two entities, and there
 * is neither a broker nor a lakehouse. Configuration in {@code models/card-fraud}, no code.
 */
@EnabledIf(
        value = "io.millrace.training.trees.NativeXgboost#isAvailable",
        disabledReason = "XGBoost needs the OpenMP runtime: apt-get install libgomp1")
class CardFraudIT {

    private static final String SCHEMA =
            """
            CREATE TABLE payments (payment_id BIGINT PRIMARY KEY, card_id BIGINT, terminal_id INT,
              amount DOUBLE PRECISION, paid_at TIMESTAMPTZ);
            CREATE TABLE chargebacks (payment_id BIGINT PRIMARY KEY, terminal_id INT,
              reported_at TIMESTAMPTZ);
            CREATE TABLE cards (card_id BIGINT PRIMARY KEY, credit_limit DOUBLE PRECISION,
              home_country TEXT);
            ALTER TABLE payments REPLICA IDENTITY FULL;
            ALTER TABLE chargebacks REPLICA IDENTITY FULL;
            ALTER TABLE cards REPLICA IDENTITY FULL;
            CREATE TABLE payment_scores (payment_id BIGINT PRIMARY KEY, card_id BIGINT,
              score DOUBLE PRECISION, card_amount_count_24h BIGINT,
              terminal_amount_count_24h BIGINT, risk_count_30d BIGINT,
              holder_credit_limit DOUBLE PRECISION, model_version TEXT);
            CREATE TABLE rejected_rows (stage TEXT, source TEXT, reason TEXT, payload TEXT,
              rejected_at TIMESTAMP);
            INSERT INTO cards VALUES (1, 1000, 'AT'), (2, 2000, 'DE');
            """;

    @TempDir Path folder;

    @Test
    void shouldScorePaymentsFromAChangeLogForCardAndTerminal() throws Exception {
        Path model = trainedModel();
        try (ServicesProcess services =
                        ServicesProcess.start(
                                ServicesSettings.of(Service.POSTGRES)
                                        .withDatabase("bank", SCHEMA));
                LocalCluster cluster =
                        LocalCluster.start(
                                Installation.current(),
                                FlinkSettings.load(
                                        Installation.current(),
                                        Map.of("execution.checkpointing.interval", "500ms")))) {
            Endpoints.Postgres postgres = services.endpoints().postgres();
            StreamExecutionEnvironment env = cluster.environment(RuntimeExecutionMode.STREAMING);
            ScoringJob.read(model, model.resolve("live.sql"), environment(postgres), Purpose.SCORE)
                    .build(env);
            RunningJob job = cluster.submit(env, "card-fraud");
            try (Connection database =
                    DriverManager.getConnection(
                            postgres.jdbcUrl(), postgres.user(), postgres.password())) {
                followsTheDatabase(new Bank(database));
            }
            job.cancel();
        }
    }

    private static void followsTheDatabase(Bank bank) throws SQLException {
        // long before what follows: only to know that the cards' snapshot has arrived
        bank.payUntil(1, 9, "2026-03-01T10:00:00Z", "holder_credit_limit = 1000");

        long first = bank.pay(1, 7, 25, "2026-05-01T10:00:00Z");
        long second = bank.pay(1, 8, 400, "2026-05-01T11:00:00Z");
        long other = bank.pay(2, 7, 30, "2026-05-01T12:00:00Z");
        assertThat(bank.of(first, "card_amount_count_24h")).isEqualTo(1);
        assertThat(bank.of(second, "card_amount_count_24h")).isEqualTo(2);
        assertThat(bank.of(second, "score")).isBetween(0.0, 1.0);
        assertThat(bank.of(other, "card_amount_count_24h")).isEqualTo(1);
        assertThat(bank.of(other, "terminal_amount_count_24h")).isEqualTo(2);

        bank.execute("DELETE FROM payments WHERE payment_id = " + second);
        long afterwards = bank.pay(1, 8, 20, "2026-05-01T13:00:00Z");
        assertThat(bank.of(afterwards, "card_amount_count_24h")).isEqualTo(2);
        assertThat(bank.of(afterwards, "terminal_amount_count_24h")).isEqualTo(1);

        bank.execute("INSERT INTO chargebacks VALUES (" + second + ", 8, '2026-05-01T11:30:00Z')");
        bank.payUntil(1, 8, "2026-05-01T14:00:00Z", "risk_count_30d = 1");
        bank.execute("UPDATE cards SET credit_limit = 50 WHERE card_id = 1");
        bank.payUntil(1, 8, "2026-05-01T15:00:00Z", "holder_credit_limit = 50");
        bank.execute("DELETE FROM cards WHERE card_id = 1");
        bank.payUntil(1, 8, "2026-05-01T16:00:00Z", "holder_credit_limit IS NULL");

        assertThat(bank.number("SELECT COUNT(*) FROM payment_scores"))
                .isEqualTo((double) bank.paymentsMade());
        assertThat(bank.number("SELECT COUNT(*) FROM rejected_rows")).isZero();
    }

    /** The folder with a model trained on history by the command line. */
    private Path trainedModel() throws IOException {
        Path model = ModelFolders.copy("card-fraud", folder);
        Path history = folder.resolve("history");
        PaymentHistory.write(history);
        Path set = folder.resolve("training-set");
        assertThat(Verbs.run("training-set", model, "--history", history, "--output", set))
                .isZero();
        assertThat(Verbs.run("train", model, "--training-set", set)).isZero();
        return model;
    }

    private static Map<String, String> environment(Endpoints.Postgres postgres) {
        return Map.of(
                "POSTGRES_HOST", postgres.host(),
                "POSTGRES_PORT", String.valueOf(postgres.port()),
                "POSTGRES_USER", postgres.user(),
                "POSTGRES_PASSWORD", postgres.password(),
                "POSTGRES_JDBC_URL", postgres.jdbcUrl());
    }
}
