package io.millrace.local.services;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedHiveMQ;
import io.millrace.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.annotation.Nullable;

/**
 * HiveMQ Community Edition with file persistence: sessions, queues and retained messages outlive a
 * restart.
 */
final class MqttService implements LocalService {

    /** Messages that may be on their way to one subscriber; the broker's own default is 50. */
    private static final int IN_FLIGHT = 60_000;

    private static final int BUCKETS = 8;

    private static final String CONFIG =
            """
            <?xml version="1.0"?>
            <hivemq>
              <listeners><tcp-listener>
                <port>%d</port><bind-address>127.0.0.1</bind-address>
              </tcp-listener></listeners>
              <mqtt>
                <queued-messages>
                  <max-queue-size>10000000</max-queue-size><strategy>discard</strategy>
                </queued-messages>
                <receive-maximum>
                  <server-receive-maximum>65535</server-receive-maximum>
                </receive-maximum>
              </mqtt>
              <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
              <persistence><mode>file</mode></persistence>
            </hivemq>
            """;

    private final Path directory;
    private final int port;
    private @Nullable EmbeddedHiveMQ broker;

    MqttService(Home home) throws IOException {
        this.directory = home.of(Service.MQTT);
        this.port = home.port(Service.MQTT);
    }

    int port() {
        return port;
    }

    @Override
    public void start() throws Exception {
        if (broker != null) {
            return;
        }
        tune();
        Path conf = Files.createDirectories(directory.resolve("conf"));
        Files.writeString(conf.resolve("config.xml"), CONFIG.formatted(port));
        EmbeddedHiveMQ started =
                EmbeddedHiveMQ.builder()
                        .withConfigurationFolder(conf)
                        .withDataFolder(Files.createDirectories(directory.resolve("data")))
                        .withExtensionsFolder(
                                Files.createDirectories(directory.resolve("extensions")))
                        .withoutLoggingBootstrap()
                        .build();
        started.start().get(60, TimeUnit.SECONDS);
        broker = started;
    }

    /** A broker for one machine: each bucket is a database of its own that is opened and closed. */
    private static void tune() {
        InternalConfigurations.MAX_INFLIGHT_WINDOW_SIZE_MESSAGES = IN_FLIGHT;
        InternalConfigurations.PERSISTENCE_BUCKET_COUNT.set(BUCKETS);
        InternalConfigurations.PAYLOAD_PERSISTENCE_BUCKET_COUNT.set(BUCKETS);
        InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(100);
    }

    @Override
    public void close() throws Exception {
        EmbeddedHiveMQ running = broker;
        broker = null;
        if (running != null) {
            running.close();
        }
    }
}
