package io.millrace.cli.demo;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.millrace.local.Endpoints;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** An application that listens to the alerts, with a client that is not the job's. */
final class Alerts implements AutoCloseable {

    private static final String TOPIC = "plant/alerts/+";

    private final Mqtt5BlockingClient client;
    private final AtomicLong received = new AtomicLong();
    private volatile String newest = "";

    Alerts(Endpoints.Mqtt broker) {
        client =
                MqttClient.builder()
                        .useMqttVersion5()
                        .identifier("millrace-demo-view")
                        .serverHost(broker.host())
                        .serverPort(broker.port())
                        .buildBlocking();
        client.connect();
        client.toAsync()
                .subscribeWith()
                .topicFilter(TOPIC)
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(this::receive)
                .send()
                .join();
    }

    /** Messages so far; a restart of the job may repeat some. */
    long received() {
        return received.get();
    }

    /** The newest message; empty when there is none. */
    String newest() {
        return newest;
    }

    @Override
    public void close() {
        client.disconnect();
    }

    private void receive(Mqtt5Publish message) {
        received.incrementAndGet();
        newest = new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8);
    }
}
