package io.millrace.connector.mqtt.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * Runs HiveMQ in a JVM of its own until standard input ends. By reflection, since the broker's
 * classes are on the class path of that JVM only.
 */
final class BrokerMain {

    static final String READY = "broker ready";

    private BrokerMain() {}

    /**
     * Takes the broker's folder, its ports for TCP, WebSocket and mutual TLS, and its window if
     * that is not to be the stock one.
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        writeConfiguration(folder, arguments);
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("extensions"));
        if (arguments.length > 4) {
            widenWindow(Integer.parseInt(arguments[4]));
        }
        Class<?> type = Class.forName("com.hivemq.embedded.EmbeddedHiveMQ");
        Object builder = type.getMethod("builder").invoke(null);
        Class<?> builderType = Class.forName("com.hivemq.embedded.EmbeddedHiveMQBuilder");
        set(builderType, builder, "withConfigurationFolder", folder.resolve("conf"));
        set(builderType, builder, "withDataFolder", folder.resolve("data"));
        set(builderType, builder, "withExtensionsFolder", folder.resolve("extensions"));
        Object broker = builderType.getMethod("build").invoke(builder);
        ((CompletableFuture<?>) type.getMethod("start").invoke(broker)).join();
        System.out.println(READY);
        while (System.in.read() >= 0) {
            // until the parent goes away
        }
        Runtime.getRuntime().halt(0);
    }

    /** The stock window of 50 messages would make the tests wait for checkpoints. */
    private static void widenWindow(int window) throws ReflectiveOperationException {
        Class.forName("com.hivemq.configuration.service.InternalConfigurations")
                .getField("MAX_INFLIGHT_WINDOW_SIZE_MESSAGES")
                .setInt(null, window);
    }

    private static void set(Class<?> type, Object builder, String name, Path value)
            throws ReflectiveOperationException {
        type.getMethod(name, Path.class).invoke(builder, value);
    }

    private static void writeConfiguration(Path folder, String[] arguments) throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Certificates certificates = Certificates.existing(folder.resolve("certificates"));
        String xml =
                """
                <?xml version="1.0"?>
                <hivemq>
                  <listeners>
                    <tcp-listener><port>%s</port><bind-address>127.0.0.1</bind-address></tcp-listener>
                    <websocket-listener>
                      <port>%s</port><bind-address>127.0.0.1</bind-address><path>/mqtt</path>
                      <subprotocols><subprotocol>mqtt</subprotocol></subprotocols>
                    </websocket-listener>
                    <tls-tcp-listener>
                      <port>%s</port><bind-address>127.0.0.1</bind-address>
                      <tls>
                        <keystore>
                          <path>%s</path><password>%s</password>
                          <private-key-password>%s</private-key-password>
                        </keystore>
                        <truststore><path>%s</path><password>%s</password></truststore>
                        <client-authentication-mode>REQUIRED</client-authentication-mode>
                      </tls>
                    </tls-tcp-listener>
                  </listeners>
                  <mqtt>
                    <queued-messages>
                      <max-queue-size>1000000</max-queue-size>
                      <strategy>discard</strategy>
                    </queued-messages>
                  </mqtt>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """
                        .formatted(
                                arguments[1],
                                arguments[2],
                                arguments[3],
                                certificates.keyStore(),
                                Certificates.PASSWORD,
                                Certificates.PASSWORD,
                                certificates.trustStore(),
                                Certificates.PASSWORD);
        Files.writeString(conf.resolve("config.xml"), xml);
    }
}
