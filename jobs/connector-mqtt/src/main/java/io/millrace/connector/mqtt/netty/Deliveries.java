package io.millrace.connector.mqtt.netty;

import io.millrace.connector.mqtt.MqttMessage;
import io.millrace.connector.mqtt.link.Delivery;
import io.millrace.connector.mqtt.link.Fingerprint;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/** Turns a PUBLISH packet into a {@link Delivery} that no longer refers to Netty's buffers. */
final class Deliveries {

    private static final int MESSAGE_EXPIRY = 0x02;
    private static final int CONTENT_TYPE = 0x03;
    private static final int RESPONSE_TOPIC = 0x08;
    private static final int CORRELATION = 0x09;
    private static final int USER_PROPERTY = 0x26;

    private Deliveries() {}

    static Delivery read(MqttPublishMessage packet) {
        MqttProperties properties = packet.variableHeader().properties();
        int qos = packet.fixedHeader().qosLevel().value();
        MqttMessage message =
                new MqttMessage(
                        packet.variableHeader().topicName(),
                        ByteBufUtil.getBytes(packet.payload()),
                        qos,
                        packet.fixedHeader().isRetain(),
                        userProperties(properties),
                        string(properties, CONTENT_TYPE),
                        string(properties, RESPONSE_TOPIC),
                        binary(properties, CORRELATION),
                        number(properties, MESSAGE_EXPIRY),
                        Instant.now());
        return new Delivery(
                qos == 0 ? 0 : packet.variableHeader().packetId(),
                packet.fixedHeader().isDup(),
                qos == 0 ? 0 : fingerprint(message),
                message);
    }

    /**
     * Hashes what a redelivery repeats. The expiry is left out, as the broker counts it down, and
     * so is the retained flag, which brokers may clear.
     */
    private static long fingerprint(MqttMessage message) {
        Fingerprint fingerprint = Fingerprint.seeded(0).add(message.topic()).add(message.payload());
        if (message.correlation() != null) {
            fingerprint.add(message.correlation());
        }
        for (Map.Entry<String, String> property : message.userProperties()) {
            fingerprint.add(property.getKey()).add(property.getValue());
        }
        return fingerprint.value();
    }

    private static List<Map.Entry<String, String>> userProperties(MqttProperties properties) {
        MqttProperties.UserProperties found =
                (MqttProperties.UserProperties) properties.getProperty(USER_PROPERTY);
        if (found == null) {
            return List.of();
        }
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        for (MqttProperties.StringPair pair : found.value()) {
            entries.add(Map.entry(pair.key, pair.value));
        }
        return entries;
    }

    @Nullable
    private static String string(MqttProperties properties, int id) {
        return properties.getProperty(id) instanceof MqttProperties.StringProperty property
                ? property.value()
                : null;
    }

    @Nullable
    private static byte[] binary(MqttProperties properties, int id) {
        return properties.getProperty(id) instanceof MqttProperties.BinaryProperty property
                ? property.value()
                : null;
    }

    @Nullable
    private static Long number(MqttProperties properties, int id) {
        return properties.getProperty(id) instanceof MqttProperties.IntegerProperty property
                ? Long.valueOf(Integer.toUnsignedLong(property.value()))
                : null;
    }
}
