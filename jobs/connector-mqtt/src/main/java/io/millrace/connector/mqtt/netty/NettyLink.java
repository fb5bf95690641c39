package io.millrace.connector.mqtt.netty;

import io.millrace.connector.mqtt.MqttPublication;
import io.millrace.connector.mqtt.link.ConnectRequest;
import io.millrace.connector.mqtt.link.LinkListener;
import io.millrace.connector.mqtt.link.LinkLoss;
import io.millrace.connector.mqtt.link.MqttLink;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import java.util.List;
import javax.annotation.Nullable;

/** The sending half of a connection; {@link PacketHandler} is the receiving one. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails here ends the connection, which is told
final class NettyLink implements MqttLink {

    /** SUBSCRIBE and UNSUBSCRIBE of one connection; publications begin with 1 and go up. */
    private static final int SUBSCRIBE_ID = 65_535;

    private static final int UNSUBSCRIBE_ID = 65_534;

    private final Packets packets;
    private final PacketHandler handler;
    private final LinkListener listener;

    NettyLink(ConnectRequest request, LinkListener listener) {
        this.packets = new Packets(request.settings().version());
        this.handler = new PacketHandler(request, listener, packets);
        this.listener = listener;
    }

    ChannelHandler handler() {
        return handler;
    }

    /** The attempt to connect is over; with a cause it failed before the handler took part. */
    void connecting(@Nullable Throwable cause) {
        if (cause != null) {
            handler.lost(LinkLoss.retry(Reasons.of(cause), cause));
        }
    }

    @Override
    public void subscribe(List<String> filters, int qos, boolean retained) {
        write(packets.subscribe(SUBSCRIBE_ID, filters, qos, retained));
    }

    @Override
    public void unsubscribe(List<String> filters) {
        write(packets.unsubscribe(UNSUBSCRIBE_ID, filters));
    }

    @Override
    public void acknowledge(int[] packetIds) {
        Channel channel = handler.channel();
        if (channel != null && packetIds.length > 0) {
            channel.writeAndFlush(
                    Packets.acknowledgements(channel.alloc(), packetIds), channel.voidPromise());
        }
    }

    @Override
    public void publish(int packetId, MqttPublication publication) {
        write(packets.publish(packetId, publication));
    }

    @Override
    public void ping(long token) {
        Channel channel = handler.channel();
        if (channel != null) {
            channel.eventLoop().execute(() -> handler.ping(token));
        }
    }

    @Override
    public void read(boolean on) {
        Channel channel = handler.channel();
        if (channel != null) {
            channel.config().setAutoRead(on);
        }
    }

    @Override
    public void disconnect() {
        Channel channel = handler.channel();
        if (channel == null) {
            handler.abandon();
        } else {
            channel.writeAndFlush(Packets.disconnect()).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void write(Object packet) {
        Channel channel = handler.channel();
        if (channel != null) {
            channel.writeAndFlush(packet, channel.voidPromise());
        }
    }

    @Override
    public String toString() {
        return "NettyLink[" + listener + "]";
    }
}
