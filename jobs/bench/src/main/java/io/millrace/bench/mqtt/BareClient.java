package io.millrace.bench.mqtt;

import io.millrace.bench.measure.Mark;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.SimpleStringSchema;

/**
 * The least that a client on this codec can do, all on the network's thread: connect, subscribe,
 * deserialize, count, and once a second acknowledge in one write what has come. It recognises no
 * redelivery and survives no fault.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails here ends the connection, and the run
final class BareClient extends SimpleChannelInboundHandler<MqttMessage> {

    private static final int SESSION_EXPIRY = 0x11;
    private static final int RECEIVE_MAXIMUM = 0x21;
    private static final int PUBACK_HEADER = 0x4002;
    private static final int MAX_PACKET = 16 << 20;

    private final Run run;
    private final CompletableFuture<Mark> spent = new CompletableFuture<>();
    private final SimpleStringSchema schema = new SimpleStringSchema();
    private int[] held = new int[1024];
    private int holding;
    private long count;
    private long characters;
    private Mark begin;

    private BareClient(Run run) {
        this.run = run;
    }

    /** Runs until the last message to be measured has come, and says what was spent. */
    static Mark measure(Run run) throws Exception {
        BareClient client = new BareClient(run);
        NioEventLoopGroup loop = new NioEventLoopGroup(1);
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(
                        new ChannelInitializer<SocketChannel>() {
                            @Override
                            protected void initChannel(SocketChannel channel) {
                                channel.pipeline()
                                        .addLast(
                                                new MqttDecoder(MAX_PACKET),
                                                MqttEncoder.INSTANCE,
                                                client);
                            }
                        })
                .connect("127.0.0.1", run.port())
                .sync();
        Mark spent = client.spent.get();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        return spent;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        MqttProperties properties = new MqttProperties();
        properties.add(new MqttProperties.IntegerProperty(SESSION_EXPIRY, 3600));
        properties.add(new MqttProperties.IntegerProperty(RECEIVE_MAXIMUM, run.window()));
        context.writeAndFlush(
                MqttMessageBuilders.connect()
                        .protocolVersion(MqttVersion.MQTT_5)
                        .clientId(run.session())
                        .cleanSession(false)
                        .keepAlive(60)
                        .properties(properties)
                        .build(),
                context.voidPromise());
        context.executor().scheduleAtFixedRate(() -> acknowledge(context), 1, 1, TimeUnit.SECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, MqttMessage packet) {
        switch (packet.fixedHeader().messageType()) {
            case CONNACK ->
                    context.writeAndFlush(
                            MqttMessageBuilders.subscribe()
                                    .messageId(65_535)
                                    .addSubscription(MqttQoS.valueOf(run.qos()), run.topic())
                                    .build(),
                            context.voidPromise());
            case PUBLISH -> published((MqttPublishMessage) packet);
            default -> {
                // SUBACK
            }
        }
    }

    private void published(MqttPublishMessage packet) {
        if (run.qos() > 0) {
            if (holding == held.length) {
                held = Arrays.copyOf(held, 2 * holding);
            }
            held[holding++] = packet.variableHeader().packetId();
        }
        characters += schema.deserialize(ByteBufUtil.getBytes(packet.payload())).length();
        count++;
        if (count == run.from()) {
            begin = Mark.now();
        } else if (count == run.to()) {
            spent.complete(Mark.now().minus(begin));
        }
    }

    private void acknowledge(ChannelHandlerContext context) {
        ByteBuf acknowledgements = context.alloc().buffer(4 * holding);
        for (int i = 0; i < holding; i++) {
            acknowledgements.writeShort(PUBACK_HEADER).writeShort(held[i]);
        }
        holding = 0;
        context.writeAndFlush(acknowledgements, context.voidPromise());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        spent.completeExceptionally(new IOException("the broker closed the connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        spent.completeExceptionally(cause);
    }

    @Override
    public String toString() {
        return "BareClient[" + count + " messages, " + characters + " characters]";
    }
}
