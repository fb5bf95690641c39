package io.millrace.connector.mqtt.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageDecoder;
import io.netty.handler.codec.MessageToMessageEncoder;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import java.util.List;

/** MQTT travels in binary WebSocket frames, whose borders mean nothing to it. */
final class WebSocketFrames {

    private WebSocketFrames() {}

    static final class Decoder extends MessageToMessageDecoder<BinaryWebSocketFrame> {
        @Override
        protected void decode(
                ChannelHandlerContext context, BinaryWebSocketFrame frame, List<Object> out) {
            out.add(frame.content().retain());
        }
    }

    static final class Encoder extends MessageToMessageEncoder<ByteBuf> {
        @Override
        protected void encode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) {
            out.add(new BinaryWebSocketFrame(bytes.retain()));
        }
    }
}
