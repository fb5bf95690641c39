package io.millrace.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
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
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LivePlantIT {

    private static final LiveSettings SETTINGS =
            LiveSettings.standard()
                    .withPlant(PlantSettings.live().withMachines(40))
                    .withHoursPerSecond(20)
                    .withMalformedShare(0.05);

    private static final Collection<Mqtt5Publish> RECEIVED = new ConcurrentLinkedQueue<>();

    private static ServicesProcess services;
    private static LiveAccount account;
    private static long burnInFailures;

    @BeforeAll
    static void playThePlant() throws SQLException {
        services =
                ServicesProcess.start(
                        ServicesSettings.of(Service.POSTGRES, Service.MQTT)
                                .withDatabase("plant", PlantSchema.SQL));
        subscribe();
        LivePlant plant = services.preparePlant(SETTINGS);
        assertThat(count("SELECT count(*) FROM machines")).isEqualTo(40);
        burnInFailures = count("SELECT count(*) FROM failures");
        plant.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> plant.progress().confirmed() > 10_000);
        account = plant.stop();
        await().until(() -> RECEIVED.size() >= account.counts().confirmed());
    }

    @AfterAll
    static void stopServices() {
        if (services != null) {
            services.close();
        }
    }

    @Test
    void shouldCountExactlyWhatTheBrokerPassesOn() {
        Set<String> readings = new HashSet<>();
        int malformed = 0;
        for (Mqtt5Publish message : RECEIVED) {
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
        Mqtt5Publish first = RECEIVED.iterator().next();
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
        assertThat(first.getTopic())
                .hasToString("plant/" + reading.get("machine_id").asInt() + "/telemetry");
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
                RECEIVED.stream()
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

    private static void subscribe() {
        Endpoints.Mqtt mqtt = services.endpoints().mqtt();
        Mqtt5AsyncClient client =
                Mqtt5Client.builder().serverHost(mqtt.host()).serverPort(mqtt.port()).buildAsync();
        client.toBlocking().connect();
        client.subscribeWith()
                .topicFilter("plant/+/telemetry")
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(RECEIVED::add)
                .send()
                .join();
    }

    /** The reading, or null if the payload is malformed. */
    private static JsonNode parse(Mqtt5Publish message) {
        String text = new String(message.getPayloadAsBytes(), UTF_8);
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
