package io.millrace.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import io.millrace.local.Service;
import io.millrace.local.ServicesProcess;
import io.millrace.local.ServicesSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MqttSourceIT {

    @TempDir Path folder;

    @Test
    void shouldReadEachMessageOnceThoughATaskFails() throws Exception {
        try (ServicesProcess services =
                ServicesProcess.start(ServicesSettings.of(Service.MQTT).in(folder, false))) {
            URI broker = services.endpoints().mqtt().uri();
            String table = SourcesPage.read().table("MQTT", Map.of("MQTT_URL", broker.toString()));
            publish(broker, "mqtt-a", true);
            try (LiveQuery query =
                    LiveQuery.start(
                            List.of(table),
                            "SELECT fail_once(plant, 'mqtt-b'), machine_id FROM readings")) {
                // kept by the broker: once it has come, the subscription stands
                query.awaitRows(1);

                publish(broker, "mqtt-b", false);
                publish(broker, "mqtt-c", false);
                query.awaitRows(3);

                assertThat(query.rows())
                        .containsExactlyInAnyOrder(
                                "+I[mqtt-a, 7]", "+I[mqtt-b, 7]", "+I[mqtt-c, 7]");
                assertThat(FailOnce.hasTripped("mqtt-b")).isTrue();
            }
        }
    }

    private static void publish(URI broker, String plant, boolean retain) {
        Mqtt5BlockingClient client =
                MqttClient.builder()
                        .useMqttVersion5()
                        .identifier("publisher")
                        .serverHost(broker.getHost())
                        .serverPort(broker.getPort())
                        .buildBlocking();
        client.connect();
        client.publishWith()
                .topic(plant + "/telemetry")
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(retain)
                .payload(
                        ("{\"machine_id\":7,\"event_time\":\"2026-01-05T10:00:00Z\","
                                        + "\"vibration\":0.5}")
                                .getBytes(StandardCharsets.UTF_8))
                .send();
        client.disconnect();
    }
}
