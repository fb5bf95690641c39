package io.millrace.connector.mqtt.netty;

import io.millrace.connector.mqtt.connection.ConnectionSettings;
import io.millrace.connector.mqtt.connection.Credentials;
import io.millrace.connector.mqtt.link.ConnectAck;
import io.millrace.connector.mqtt.link.ConnectRequest;
import io.millrace.connector.mqtt.link.LinkListener;
import io.millrace.connector.mqtt.link.LinkLoss;
import io.millrace.connector.mqtt.link.LossResponse;
import io.millrace.connector.mqtt.link.ReasonCodes;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.annotation.Nullable;

/** The receiving half of a connection; runs on the transport's thread. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails here ends the connection, which is told
final class PacketHandler extends SimpleChannelInboundHandler<MqttMessage> {

    private static final int SESSION_EXPIRY = 0x11;
    private static final int RECEIVE_MAXIMUM = 0x21;

    /** Token of a ping that only keeps the connection alive. */
    private static final long KEEP_ALIVE = -1;

    private final ConnectRequest request;
    private final LinkListener listener;
    private final Packets packets;

    /** One token per unanswered ping; answers come in order. */
    private final ArrayDeque<Long> pings = new ArrayDeque<>();

    @Nullable private volatile Channel channel;
    private volatile boolean abandoned;
    private boolean accepted;
    private boolean closed;
    private boolean heard;
    @Nullable private Future<?> keepAlive;

    PacketHandler(ConnectRequest request, LinkListener listener, Packets packets) {
        this.request = request;
        this.listener = listener;
        this.packets = packets;
    }

    /** Null until the network connection stands. */
    @Nullable
    Channel channel() {
        return channel;
    }

    /** Ends the connection as soon as it stands. */
    void abandon() {
        abandoned = true;
    }

    void ping(long token) {
        Channel open = channel;
        if (open != null && open.isActive()) {
            pings.add(token);
            open.writeAndFlush(Packets.ping(), open.voidPromise());
        }
    }

    /** Tells the listener, once, and closes. */
    void lost(LinkLoss loss) {
        if (closed) {
            return;
        }
        closed = true;
        if (keepAlive != null) {
            keepAlive.cancel(false);
        }
        Channel open = channel;
        if (open != null) {
            open.close();
        }
        listener.closed(loss);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        Duration timeout = request.settings().connectTimeout();
        context.executor().schedule(this::checkAccepted, timeout.toMillis(), TimeUnit.MILLISECONDS);
        ConnectionSettings settings = request.settings();
        if (settings.address().webSocketPath().isEmpty() && settings.tls() == null) {
            connect(context);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        boolean webSocket = !request.settings().address().webSocketPath().isEmpty();
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            connect(context);
        } else if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (!handshake.isSuccess()) {
                lost(LinkLoss.retry(Reasons.of(handshake.cause()), handshake.cause()));
            } else if (!webSocket) {
                connect(context);
            }
        }
        context.fireUserEventTriggered(event);
    }

    private void connect(ChannelHandlerContext context) {
        if (abandoned) {
            context.close();
            return;
        }
        try {
            context.writeAndFlush(packets.connect(request), context.voidPromise());
        } catch (IOException e) {
            lost(new LinkLoss(LossResponse.FAIL_AT_START, String.valueOf(e.getMessage()), e));
        }
    }

    private void checkAccepted() {
        if (!accepted) {
            lost(
                    LinkLoss.retry(
                            "no answer to CONNECT within 'connect-timeout' = "
                                    + request.settings().connectTimeout().toMillis()
                                    + " ms",
                            null));
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, MqttMessage packet) {
        heard = true;
        if (packet.decoderResult().isFailure()) {
            undecodable(packet.decoderResult().cause());
            return;
        }
        switch (packet.fixedHeader().messageType()) {
            case CONNACK -> connectAnswered(context, (MqttConnAckMessage) packet);
            case SUBACK -> subscribed((MqttSubAckMessage) packet);
            case PUBLISH -> listener.delivered(Deliveries.read((MqttPublishMessage) packet));
            case PUBACK -> published((MqttMessageIdVariableHeader) packet.variableHeader());
            case PINGRESP -> pong();
            case DISCONNECT -> disconnected(packet);
            case UNSUBACK -> {
                // nothing waits for it
            }
            default ->
                    lost(
                            LinkLoss.retry(
                                    "the broker sent an unexpected "
                                            + packet.fixedHeader().messageType(),
                                    null));
        }
    }

    private void connectAnswered(ChannelHandlerContext context, MqttConnAckMessage packet) {
        int code =
                ReasonCodes.ofConnectReturnCode(
                        packet.variableHeader().connectReturnCode().byteValue() & 0xFF);
        if (code != 0) {
            String text =
                    "the broker refused the connection: "
                            + ReasonCodes.text(code)
                            + (ReasonCodes.concernsCredentials(code) ? credentials() : "");
            lost(new LinkLoss(ReasonCodes.response(code), text, null));
            return;
        }
        accepted = true;
        MqttProperties properties = packet.variableHeader().properties();
        Integer expiry = number(properties, SESSION_EXPIRY);
        Integer window = number(properties, RECEIVE_MAXIMUM);
        startProbing(context);
        listener.connected(
                new ConnectAck(
                        packet.variableHeader().isSessionPresent(),
                        window == null ? 65_535 : window,
                        expiry == null
                                ? null
                                : Duration.ofSeconds(Integer.toUnsignedLong(expiry))));
    }

    private String credentials() {
        Credentials credentials = request.settings().credentials();
        return credentials == null
                ? "; no 'username' was given"
                : "; it was given " + credentials.given();
    }

    private void startProbing(ChannelHandlerContext context) {
        long period = Math.max(request.settings().keepAlive().toMillis() / 2, 1);
        heard = true;
        context.executor()
                .scheduleWithFixedDelay(
                        () -> probe(context), period, period, TimeUnit.MILLISECONDS);
    }

    /** While reading is paused, silence says nothing about the broker. */
    private void probe(ChannelHandlerContext context) {
        if (closed || !context.channel().isActive()) {
            return;
        }
        if (!heard && !pings.isEmpty() && context.channel().config().isAutoRead()) {
            lost(
                    LinkLoss.retry(
                            "the broker did not answer a ping within 'keep-alive' = "
                                    + request.settings().keepAlive().toSeconds()
                                    + " s",
                            null));
            return;
        }
        heard = false;
        ping(KEEP_ALIVE);
    }

    private void subscribed(MqttSubAckMessage packet) {
        listener.subscribed(
                packet.payload().reasonCodes().stream().mapToInt(code -> code & 0xFF).toArray());
    }

    private void published(MqttMessageIdVariableHeader header) {
        int code =
                header instanceof MqttPubReplyMessageVariableHeader reply
                        ? reply.reasonCode() & 0xFF
                        : 0;
        listener.published(header.messageId(), code);
    }

    private void pong() {
        Long token = pings.poll();
        if (token != null && token != KEEP_ALIVE) {
            listener.pong(token);
        }
    }

    private void disconnected(MqttMessage packet) {
        int code =
                packet.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header
                        ? header.reasonCode() & 0xFF
                        : 0;
        String text = "the broker ended the connection: " + ReasonCodes.text(code);
        lost(new LinkLoss(ReasonCodes.response(code), text, null));
    }

    private void undecodable(Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            String text =
                    "the broker sent a packet larger than 'max-packet-size' = "
                            + request.settings().maxPacketSize()
                            + " bytes; raise it";
            lost(new LinkLoss(LossResponse.FAIL, text, cause));
        } else {
            lost(LinkLoss.retry("the broker sent bytes that are no MQTT packet", cause));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        listener.batchEnded();
        context.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lost(LinkLoss.retry("the connection was closed", null));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        lost(LinkLoss.retry(Reasons.of(cause), cause));
    }

    @Nullable
    private static Integer number(MqttProperties properties, int id) {
        return properties.getProperty(id) instanceof MqttProperties.IntegerProperty property
                ? property.value()
                : null;
    }
}
