package io.millrace.connector.mqtt.netty;

import io.millrace.connector.mqtt.MqttPublication;
import io.millrace.connector.mqtt.connection.ConnectionSettings;
import io.millrace.connector.mqtt.connection.Credentials;
import io.millrace.connector.mqtt.connection.LastWill;
import io.millrace.connector.mqtt.connection.ProtocolVersion;
import io.millrace.connector.mqtt.link.ConnectRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttSubscribePayload;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption.RetainedHandlingPolicy;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribePayload;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds the packets that go to the broker. */
final class Packets {

    private static final int SESSION_EXPIRY = 0x11;
    private static final int WILL_DELAY = 0x18;
    private static final int RECEIVE_MAXIMUM = 0x21;
    private static final int MAXIMUM_PACKET_SIZE = 0x27;
    private static final int MESSAGE_EXPIRY = 0x02;
    private static final int CONTENT_TYPE = 0x03;

    /** PUBACK with remaining length 2: success, in both versions. */
    private static final int PUBACK_HEADER = 0x4002;

    private final boolean v5;

    Packets(ProtocolVersion version) {
        this.v5 = version == ProtocolVersion.V5;
    }

    /**
     * @throws IOException if the password file cannot be read
     */
    MqttConnectMessage connect(ConnectRequest request) throws IOException {
        ConnectionSettings settings = request.settings();
        MqttMessageBuilders.ConnectBuilder connect =
                MqttMessageBuilders.connect()
                        .protocolVersion(v5 ? MqttVersion.MQTT_5 : MqttVersion.MQTT_3_1_1)
                        .clientId(request.clientId())
                        .cleanSession(request.cleanStart())
                        .keepAlive((int) settings.keepAlive().toSeconds())
                        .properties(connectProperties(request));
        Credentials credentials = settings.credentials();
        if (credentials != null) {
            byte[] password = credentials.currentPassword();
            connect.username(credentials.username()).hasUser(true);
            if (password != null) {
                connect.password(password).hasPassword(true);
            }
        }
        if (settings.will() != null) {
            addWill(connect, settings.will());
        }
        return connect.build();
    }

    private MqttProperties connectProperties(ConnectRequest request) {
        MqttProperties properties = new MqttProperties();
        if (v5) {
            addNumber(properties, SESSION_EXPIRY, (int) request.sessionExpiry().toSeconds());
            addNumber(properties, RECEIVE_MAXIMUM, request.receiveMaximum());
            addNumber(properties, MAXIMUM_PACKET_SIZE, request.settings().maxPacketSize());
        }
        return properties;
    }

    private void addWill(MqttMessageBuilders.ConnectBuilder connect, LastWill will) {
        MqttProperties properties = new MqttProperties();
        if (v5 && !will.delay().isZero()) {
            addNumber(properties, WILL_DELAY, (int) will.delay().toSeconds());
        }
        connect.willFlag(true)
                .willTopic(will.topic())
                .willMessage(will.payload().getBytes(StandardCharsets.UTF_8))
                .willQoS(MqttQoS.valueOf(will.qos()))
                .willRetain(will.retained())
                .willProperties(properties);
    }

    MqttSubscribeMessage subscribe(int packetId, List<String> filters, int qos, boolean retained) {
        MqttSubscriptionOption option =
                new MqttSubscriptionOption(
                        MqttQoS.valueOf(qos),
                        false,
                        v5,
                        retained || !v5
                                ? RetainedHandlingPolicy.SEND_AT_SUBSCRIBE_IF_NOT_YET_EXISTS
                                : RetainedHandlingPolicy.DONT_SEND_AT_SUBSCRIBE);
        List<MqttTopicSubscription> subscriptions = new ArrayList<>();
        for (String filter : filters) {
            subscriptions.add(
                    v5
                            ? new MqttTopicSubscription(filter, option)
                            : new MqttTopicSubscription(filter, MqttQoS.valueOf(qos)));
        }
        return new MqttSubscribeMessage(
                header(MqttMessageType.SUBSCRIBE, 1, false),
                new MqttMessageIdAndPropertiesVariableHeader(
                        packetId, MqttProperties.NO_PROPERTIES),
                new MqttSubscribePayload(subscriptions));
    }

    MqttUnsubscribeMessage unsubscribe(int packetId, List<String> filters) {
        return new MqttUnsubscribeMessage(
                header(MqttMessageType.UNSUBSCRIBE, 1, false),
                new MqttMessageIdAndPropertiesVariableHeader(
                        packetId, MqttProperties.NO_PROPERTIES),
                new MqttUnsubscribePayload(filters));
    }

    MqttPublishMessage publish(int packetId, MqttPublication publication) {
        return new MqttPublishMessage(
                header(MqttMessageType.PUBLISH, publication.qos(), publication.retained()),
                new MqttPublishVariableHeader(
                        publication.topic(), packetId, publishProperties(publication)),
                Unpooled.wrappedBuffer(publication.payload()));
    }

    private MqttProperties publishProperties(MqttPublication publication) {
        MqttProperties properties = new MqttProperties();
        if (!v5) {
            return properties;
        }
        if (publication.expiry() != null) {
            addNumber(properties, MESSAGE_EXPIRY, (int) publication.expiry().toSeconds());
        }
        if (publication.contentType() != null) {
            properties.add(
                    new MqttProperties.StringProperty(CONTENT_TYPE, publication.contentType()));
        }
        for (Map.Entry<String, String> property : publication.userProperties()) {
            properties.add(new MqttProperties.UserProperty(property.getKey(), property.getValue()));
        }
        return properties;
    }

    /** All acknowledgements in one buffer, written past the encoder: a burst may have 60,000. */
    static ByteBuf acknowledgements(ByteBufAllocator allocator, int[] packetIds) {
        ByteBuf buffer = allocator.buffer(4 * packetIds.length);
        for (int id : packetIds) {
            buffer.writeShort(PUBACK_HEADER).writeShort(id);
        }
        return buffer;
    }

    static io.netty.handler.codec.mqtt.MqttMessage ping() {
        return io.netty.handler.codec.mqtt.MqttMessage.PINGREQ;
    }

    static io.netty.handler.codec.mqtt.MqttMessage disconnect() {
        return io.netty.handler.codec.mqtt.MqttMessage.DISCONNECT;
    }

    private static MqttFixedHeader header(MqttMessageType type, int qos, boolean retained) {
        return new MqttFixedHeader(type, false, MqttQoS.valueOf(qos), retained, 0);
    }

    private static void addNumber(MqttProperties properties, int id, int value) {
        properties.add(new MqttProperties.IntegerProperty(id, value));
    }
}
