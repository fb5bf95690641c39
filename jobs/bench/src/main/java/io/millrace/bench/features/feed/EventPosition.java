package io.millrace.bench.features.feed;

import java.nio.ByteBuffer;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * How far the events have come.
 *
 * @param minutes that have flowed
 */
record EventPosition(long minutes) implements SourceSplit {

    @Override
    public String splitId() {
        return "events";
    }

    /** Eight bytes. */
    static final class Serializer implements SimpleVersionedSerializer<EventPosition> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(EventPosition position) {
            return ByteBuffer.allocate(Long.BYTES).putLong(position.minutes()).array();
        }

        @Override
        public EventPosition deserialize(int version, byte[] bytes) {
            return new EventPosition(ByteBuffer.wrap(bytes).getLong());
        }
    }
}
