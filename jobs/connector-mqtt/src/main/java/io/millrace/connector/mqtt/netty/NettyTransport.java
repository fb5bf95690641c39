package io.millrace.connector.mqtt.netty;

import io.millrace.connector.mqtt.link.ConnectRequest;
import io.millrace.connector.mqtt.link.LinkListener;
import io.millrace.connector.mqtt.link.MqttLink;
import io.millrace.connector.mqtt.link.MqttTransport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** MQTT over Netty; one daemon thread serves all connections of the transport. */
public final class NettyTransport implements MqttTransport {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final NioEventLoopGroup loop;

    /**
     * @param name part of the thread's name
     */
    public NettyTransport(String name) {
        this.loop = new NioEventLoopGroup(1, new DefaultThreadFactory("mqtt-" + name, true));
    }

    @Override
    public MqttLink open(ConnectRequest request, LinkListener listener) {
        NettyLink link = new NettyLink(request, listener);
        long timeout = request.settings().connectTimeout().toMillis();
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        (int) Math.min(timeout, Integer.MAX_VALUE))
                .handler(new MqttPipeline(request.settings(), link))
                .connect(request.settings().address().host(), request.settings().address().port())
                .addListener(connecting -> link.connecting(connecting.cause()));
        return link;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the action looks after its own failures
    public void schedule(Duration delay, Runnable action) {
        try {
            loop.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // closed meanwhile: nobody waits for the action any more
            return;
        }
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(PATIENCE.toMillis());
    }
}
