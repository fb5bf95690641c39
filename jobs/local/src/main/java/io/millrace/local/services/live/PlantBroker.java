package io.millrace.local.services.live;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.millrace.local.Endpoints;
import io.millrace.local.plant.PlantEvent.Telemetry;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes at QoS 1 and counts what the broker has acknowledged. Blocks when too much is on its
 * way. Takes up a lost connection again and sends what was not acknowledged once more.
 */
final class PlantBroker implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(PlantBroker.class);

    private static final int IN_FLIGHT = 5_000;

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong confirmed = new AtomicLong();
    private final AtomicLong malformed = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Semaphore room = new Semaphore(IN_FLIGHT);
    private final Mqtt5AsyncClient client;

    PlantBroker(Endpoints.Mqtt broker) {
        client =
                Mqtt5Client.builder()
                        .identifier("plant")
                        .serverHost(broker.host())
                        .serverPort(broker.port())
                        .automaticReconnect()
                        .initialDelay(100, TimeUnit.MILLISECONDS)
                        .maxDelay(1, TimeUnit.SECONDS)
                        .applyAutomaticReconnect()
                        .buildAsync();
        client.toBlocking().connectWith().cleanStart(false).sessionExpiryInterval(3600).send();
    }

    long sent() {
        return sent.get();
    }

    long confirmed() {
        return confirmed.get();
    }

    long malformed() {
        return malformed.get();
    }

    long refused() {
        return refused.get();
    }

    void send(Telemetry reading) throws InterruptedException {
        sent.incrementAndGet();
        publish(reading, Payload.of(reading, System.currentTimeMillis()), confirmed);
    }

    void sendMalformed(Telemetry reading, Random random) throws InterruptedException {
        byte[] payload = Payload.malformed(reading, System.currentTimeMillis(), random);
        publish(reading, payload, malformed);
    }

    /** Waits until all is acknowledged or refused; false if that did not happen in time. */
    boolean awaitAll(Duration patience) throws InterruptedException {
        boolean all = room.tryAcquire(IN_FLIGHT, patience.toMillis(), TimeUnit.MILLISECONDS);
        if (all) {
            room.release(IN_FLIGHT);
        }
        return all;
    }

    private void publish(Telemetry reading, byte[] payload, AtomicLong counter)
            throws InterruptedException {
        room.acquire();
        var unused =
                client.publishWith()
                        .topic(Payload.topic(reading.machineId()))
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(payload)
                        .send()
                        .whenComplete((result, error) -> completed(counter, error));
    }

    private void completed(AtomicLong counter, Throwable error) {
        if (error == null) {
            counter.incrementAndGet();
        } else {
            LOGGER.warn("not published", error);
            refused.incrementAndGet();
        }
        room.release();
    }

    @Override
    public void close() {
        client.toBlocking().disconnectWith().sessionExpiryInterval(0).send();
    }
}
