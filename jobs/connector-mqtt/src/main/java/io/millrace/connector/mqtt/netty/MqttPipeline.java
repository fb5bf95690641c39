package io.millrace.connector.mqtt.netty;

import io.millrace.connector.mqtt.connection.BrokerAddress;
import io.millrace.connector.mqtt.connection.ConnectionSettings;
import io.millrace.connector.mqtt.connection.TlsSettings;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.io.File;
import java.net.URI;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** The handlers between the socket and {@link NettyLink}: TLS, WebSocket, codec. */
final class MqttPipeline extends ChannelInitializer<SocketChannel> {

    private static final int HTTP_RESPONSE_LIMIT = 65_536;
    private static final int FLUSHES_TO_JOIN = 256;

    private final ConnectionSettings settings;
    private final NettyLink link;

    MqttPipeline(ConnectionSettings settings, NettyLink link) {
        this.settings = settings;
        this.link = link;
    }

    @Override
    protected void initChannel(SocketChannel channel) throws SSLException {
        ChannelPipeline pipeline = channel.pipeline();
        BrokerAddress address = settings.address();
        pipeline.addLast(new FlushConsolidationHandler(FLUSHES_TO_JOIN, true));
        if (settings.tls() != null) {
            pipeline.addLast(tls(channel, settings.tls(), address));
        }
        if (!address.webSocketPath().isEmpty()) {
            addWebSocket(pipeline, address);
        }
        pipeline.addLast(new MqttDecoder(settings.maxPacketSize()));
        pipeline.addLast(MqttEncoder.INSTANCE);
        pipeline.addLast(link.handler());
    }

    private static SslHandler tls(SocketChannel channel, TlsSettings tls, BrokerAddress address)
            throws SSLException {
        SslContextBuilder context = SslContextBuilder.forClient();
        if (tls.caFile() != null) {
            context.trustManager(new File(tls.caFile()));
        }
        if (tls.certificateFile() != null && tls.keyFile() != null) {
            context.keyManager(
                    new File(tls.certificateFile()), new File(tls.keyFile()), tls.keyPassword());
        }
        SslHandler handler =
                context.build().newHandler(channel.alloc(), address.host(), address.port());
        if (tls.verifyHostname()) {
            SSLParameters parameters = handler.engine().getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            handler.engine().setSSLParameters(parameters);
        }
        return handler;
    }

    private void addWebSocket(ChannelPipeline pipeline, BrokerAddress address) {
        URI uri =
                URI.create(
                        (address.tls() ? "wss://" : "ws://")
                                + address.hostAndPort()
                                + address.webSocketPath());
        pipeline.addLast(new HttpClientCodec());
        pipeline.addLast(new HttpObjectAggregator(HTTP_RESPONSE_LIMIT));
        pipeline.addLast(
                new WebSocketClientProtocolHandler(
                        WebSocketClientHandshakerFactory.newHandshaker(
                                uri,
                                WebSocketVersion.V13,
                                "mqtt",
                                false,
                                new DefaultHttpHeaders(),
                                settings.maxPacketSize()),
                        true));
        pipeline.addLast(new WebSocketFrameAggregator(settings.maxPacketSize()));
        pipeline.addLast(new WebSocketFrames.Decoder());
        pipeline.addLast(new WebSocketFrames.Encoder());
    }
}
