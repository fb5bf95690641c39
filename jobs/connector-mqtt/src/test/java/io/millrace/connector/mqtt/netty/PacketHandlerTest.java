package io.millrace.connector.mqtt.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connector.mqtt.MqttPublication;
import io.millrace.connector.mqtt.fake.Fixtures;
import io.millrace.connector.mqtt.link.ConnectAck;
import io.millrace.connector.mqtt.link.ConnectRequest;
import io.millrace.connector.mqtt.link.Delivery;
import io.millrace.connector.mqtt.link.LinkListener;
import io.millrace.connector.mqtt.link.LinkLoss;
import io.millrace.connector.mqtt.link.LossResponse;
import io.millrace.connector.mqtt.source.SourceSettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessageType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes from and to the broker. */
class PacketHandlerTest {

    private final Recorder recorder = new Recorder();

    @Test
    void shouldIntroduceItself(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "geheim\n");
        EmbeddedChannel channel =
                connect(
                        Map.of(
                                "username", "u",
                                "password-file", file.toString(),
                                "will.topic", "status",
                                "will.payload", "gone",
                                "will.qos", "1",
                                "session-expiry", "1 h",
                                "receive-maximum", "500"));
        MqttConnectMessage connect = sent(channel);
        assertThat(connect.variableHeader().version()).isEqualTo(5);
        assertThat(connect.variableHeader().isCleanSession()).isFalse();
        assertThat(connect.variableHeader().keepAliveTimeSeconds()).isEqualTo(30);
        assertThat(connect.variableHeader().properties().getProperty(0x11).value())
                .isEqualTo(3_600);
        assertThat(connect.variableHeader().properties().getProperty(0x21).value()).isEqualTo(500);
        assertThat(connect.payload().clientIdentifier()).isEqualTo("test-0");
        assertThat(connect.payload().userName()).isEqualTo("u");
        assertThat(connect.payload().passwordInBytes())
                .isEqualTo("geheim".getBytes(StandardCharsets.UTF_8));
        assertThat(connect.payload().willTopic()).isEqualTo("status");
        assertThat(connect.payload().willMessageInBytes())
                .isEqualTo("gone".getBytes(StandardCharsets.UTF_8));
        assertThat(connect.variableHeader().willQos()).isEqualTo(1);
    }

    @Test
    void shouldNameAMissingPasswordFile() {
        connect(Map.of("username", "u", "password-file", "/nowhere/password"));
        assertThat(recorder.losses)
                .singleElement()
                .satisfies(
                        loss -> {
                            assertThat(loss.response()).isEqualTo(LossResponse.FAIL_AT_START);
                            assertThat(loss.reason())
                                    .isEqualTo("Cannot read 'password-file' = '/nowhere/password'");
                        });
    }

    @Test
    void shouldReadWhatTheBrokerGrants() {
        EmbeddedChannel channel = connect(Map.of());
        // CONNACK, session present, session expiry 60 s, receive maximum 10
        receive(channel, "200b010008110000003c21000a");
        assertThat(recorder.events)
                .containsExactly(new ConnectAck(true, 10, Duration.ofSeconds(60)));
    }

    @Test
    void shouldFailTheStartOnABadPasswordInMqtt3() {
        EmbeddedChannel channel = connect(Map.of("protocol-version", "3.1.1"));
        receive(channel, "20020004");
        assertThat(recorder.losses)
                .containsExactly(
                        new LinkLoss(
                                LossResponse.FAIL_AT_START,
                                "the broker refused the connection: bad user name or password, see"
                                        + " 'username' and 'password' (0x86); no 'username' was"
                                        + " given",
                                null));
    }

    @Test
    void shouldFailWhenAnotherTakesTheSessionOver() {
        EmbeddedChannel channel = connect(Map.of());
        receive(channel, "e0028e00");
        assertThat(recorder.losses)
                .containsExactly(
                        new LinkLoss(
                                LossResponse.FAIL,
                                "the broker ended the connection: session taken over (0x8E)",
                                null));
    }

    @Test
    void shouldFailOnAPacketThatIsTooLarge() {
        EmbeddedChannel channel =
                connect(Map.of("max-packet-size", "128 b", "protocol-version", "3.1.1"));
        receive(channel, "30c801" + "00".repeat(200));
        assertThat(recorder.losses)
                .singleElement()
                .satisfies(
                        loss -> {
                            assertThat(loss.response()).isEqualTo(LossResponse.FAIL);
                            assertThat(loss.reason())
                                    .isEqualTo(
                                            "the broker sent a packet larger than"
                                                    + " 'max-packet-size' = 128 bytes; raise it");
                        });
    }

    @Test
    void shouldReadADelivery() {
        EmbeddedChannel channel = connect(Map.of());
        // PUBLISH, DUP, quality of service 1, topic a/b, id 5, user property k=v, payload xyz
        receive(channel, "3a12" + "0003612f62" + "0005" + "072600016b000176" + "78797a");
        assertThat(recorder.deliveries)
                .singleElement()
                .satisfies(
                        delivery -> {
                            assertThat(delivery.packetId()).isEqualTo(5);
                            assertThat(delivery.duplicate()).isTrue();
                            assertThat(delivery.message().topic()).isEqualTo("a/b");
                            assertThat(delivery.message().payload())
                                    .isEqualTo("xyz".getBytes(StandardCharsets.UTF_8));
                            assertThat(delivery.message().userProperties())
                                    .containsExactly(Map.entry("k", "v"));
                        });
    }

    @Test
    void shouldEncodeABurstOfAcknowledgements() {
        ByteBuf burst = Packets.acknowledgements(Unpooled.buffer().alloc(), new int[] {1, 65_535});
        byte[] bytes = new byte[burst.readableBytes()];
        burst.readBytes(bytes);
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("400200014002ffff");
        burst.release();
    }

    @Test
    void shouldDropPropertiesBeforeMqtt5() {
        MqttPublication publication =
                new MqttPublication(
                        "t",
                        new byte[0],
                        1,
                        true,
                        List.of(Map.entry("k", "v")),
                        "text/plain",
                        Duration.ofSeconds(5));
        SourceSettings v3 = settings(Map.of("protocol-version", "3.1.1"));
        assertThat(
                        new Packets(v3.connection().version())
                                .publish(7, publication)
                                .variableHeader()
                                .properties()
                                .isEmpty())
                .isTrue();
        assertThat(
                        new Packets(settings(Map.of()).connection().version())
                                .publish(7, publication)
                                .variableHeader()
                                .properties()
                                .listAll())
                .hasSize(3);
    }

    private EmbeddedChannel connect(Map<String, String> changes) {
        SourceSettings settings = settings(changes);
        ConnectRequest request =
                new ConnectRequest(
                        settings.connection(),
                        "test-0",
                        false,
                        settings.sessionExpiry(),
                        settings.receiveMaximum());
        Packets packets = new Packets(settings.connection().version());
        return new EmbeddedChannel(
                new MqttDecoder(settings.connection().maxPacketSize()),
                MqttEncoder.INSTANCE,
                new PacketHandler(request, recorder, packets));
    }

    private static SourceSettings settings(Map<String, String> changes) {
        return Fixtures.settings((Configuration options) -> changes.forEach(options::setString));
    }

    private static void receive(EmbeddedChannel channel, String hex) {
        channel.writeInbound(Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex)));
    }

    private static MqttConnectMessage sent(EmbeddedChannel channel) {
        EmbeddedChannel broker = new EmbeddedChannel(new MqttDecoder());
        broker.writeInbound(channel.<ByteBuf>readOutbound());
        MqttConnectMessage connect = broker.readInbound();
        assertThat(connect.fixedHeader().messageType()).isEqualTo(MqttMessageType.CONNECT);
        return connect;
    }

    private static final class Recorder implements LinkListener {

        private final List<Object> events = new ArrayList<>();
        private final List<Delivery> deliveries = new ArrayList<>();
        private final List<LinkLoss> losses = new ArrayList<>();

        @Override
        public void connected(ConnectAck ack) {
            events.add(ack);
        }

        @Override
        public void subscribed(int[] reasonCodes) {
            events.add(reasonCodes);
        }

        @Override
        public void delivered(Delivery delivery) {
            deliveries.add(delivery);
        }

        @Override
        public void published(int packetId, int reasonCode) {
            events.add(packetId);
        }

        @Override
        public void pong(long token) {
            events.add(token);
        }

        @Override
        public void closed(LinkLoss loss) {
            losses.add(loss);
        }
    }
}
