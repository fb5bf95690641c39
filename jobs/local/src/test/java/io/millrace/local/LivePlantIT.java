package io.millrace.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.connector.mqtt.MqttMessage;
import io.millrace.local.plant.LiveAccount;
import io.millrace.local.plant.LiveSettings;
import io.millrace.local.plant.PlantSchema;
import io.millrace.local.plant.PlantSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LivePlantIT {

    private static final LiveSettings SETTINGS =
            LiveSettings.standard()
                    .withPlant(PlantSettings.live().withMachines(40))
                    .withHoursPerSecond(20)
                    .withMalformedShare(0.05);

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static ServicesProcess services;
    private static Subscriber subscriber;
    private static LiveAccount account;
    private static long burnInFailures;

    @BeforeAll
    static void playThePlant() throws Exception {
        services =
                ServicesProcess.start(
                        ServicesSettings.of(Service.POSTGRES, Service.MQTT)
                                .withDatabase("plant", PlantSchema.SQL));
        subscriber = new Subscriber(services.endpoints().mqtt(), "plant/+/telemetry");
        subscriber.awaitSubscription(PATIENCE);
        LivePlant plant = services.preparePlant(SETTINGS);
        assertThat(count("SELECT count(*) FROM machines")).isEqualTo(40);
        burnInFailures = count("SELECT count(*) FROM failures");
        plant.start();
        await().atMost(PATIENCE).until(() -> plant.progress().confirmed() > 10_000);
        account = plant.stop();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(subscriber.count())
                                        .isGreaterThanOrEqualTo(account.counts().confirmed()));
    }

    @AfterAll
    static void stopServices() {
        if (subscriber != null) {
            subscriber.close();
        }
        if (services != null) {
            services.close();
        }
    }

    @Test
    void shouldCountExactlyWhatTheBrokerPassesOn() {
        Set<String> readings = new HashSet<>();
        int malformed = 0;
        for (MqttMessage message : subscriber.received()) {
            JsonNode reading = parse(message);
            if (reading == null) {
                malformed++;
            } else {
                readings.add(reading.get("machine_id") + " " + reading.get("event_time"));
            }
        }
        assertThat(account.counts().refused()).isZero();
        assertThat(account.counts().sent()).isEqualTo(account.counts().confirmed());
        assertThat(readings).hasSize((int) account.counts().confirmed());
        assertThat(malformed).isEqualTo((int) account.counts().malformed()).isGreaterThan(100);
    }

    @Test
    void shouldSendTheAgreedPayloadOnTheMachinesTopic() {
        MqttMessage first = subscriber.received().get(0);
        JsonNode reading = parse(first);
        assertThat(reading.fieldNames())
                .toIterable()
                .containsExactly(
                        "machine_id",
                        "event_time",
                        "volt",
                        "rotate",
                        "pressure",
                        "vibration",
                        "sent_at");
        assertThat(first.topic())
                .isEqualTo("plant/" + reading.get("machine_id").asInt() + "/telemetry");
        assertThat(reading.get("machine_id").asInt()).isGreaterThan(1000);
        assertThat(Instant.parse(reading.get("event_time").asText()))
                .isAfterOrEqualTo(SETTINGS.plant().start());
    }

    @Test
    void shouldWriteTheRowsOfTheDatabase() throws SQLException {
        assertThat(count("SELECT count(*) FROM failures"))
                .isEqualTo(burnInFailures + account.counts().failures());
        assertThat(account.counts().errors()).isPositive();
        assertThat(count("SELECT count(*) FROM errors")).isGreaterThan(account.counts().errors());
        assertThat(count("SELECT count(*) FROM service_history")).isEqualTo(40);
    }

    @Test
    void shouldKnowTheTruthAboutTheLastReading() {
        Instant last =
                subscriber.received().stream()
                        .map(LivePlantIT::parse)
                        .filter(reading -> reading != null)
                        .map(reading -> Instant.parse(reading.get("event_time").asText()))
                        .max(Instant::compareTo)
                        .orElseThrow();
        int failures = account.failures().size();
        assertThat(failures).isGreaterThanOrEqualTo((int) account.counts().failures());
        assertThat(account.truth().failsWithin(0, last, SETTINGS.horizon())).isFalse();
    }

    @Test
    void shouldSayThatAStoppedPlantIsGone() {
        assertThatThrownBy(() -> new LivePlant(services).progress())
                .hasMessageContaining("no plant was prepared, or it was stopped already");
    }

    /** The reading, or null if the payload is malformed. */
    private static JsonNode parse(MqttMessage message) {
        String text = new String(message.payload(), UTF_8);
        try {
            JsonNode reading = new ObjectMapper().readTree(text);
            boolean numbers =
                    List.of("volt", "rotate", "pressure", "vibration").stream()
                            .allMatch(name -> reading.path(name).isNumber());
            return numbers ? reading : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static long count(String query) throws SQLException {
        Endpoints.Postgres postgres = services.endpoints().postgres();
        try (Connection database =
                        DriverManager.getConnection(
                                postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
