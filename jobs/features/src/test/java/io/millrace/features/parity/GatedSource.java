package io.millrace.features.parity;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;

/** One split, read up to where the gate stands; its position is in the checkpoints. */
final class GatedSource
        implements Source<RowData, GatedSource.Position, Collection<GatedSource.Position>> {

    private static final long serialVersionUID = 1L;

    private final Feed feed;
    private final UUID gate;

    GatedSource(Feed feed, Gate gate) {
        this.feed = feed;
        this.gate = gate.id;
    }

    /** How many entries were read. */
    record Position(int read) implements SourceSplit {
        @Override
        public String splitId() {
            return "all";
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<RowData, Position> createReader(SourceReaderContext context) {
        return new GatedReader(feed, Gate.of(gate), context);
    }

    @Override
    public SplitEnumerator<Position, Collection<Position>> createEnumerator(
            SplitEnumeratorContext<Position> context) {
        return new OneSplit(context, List.of(new Position(0)));
    }

    @Override
    public SplitEnumerator<Position, Collection<Position>> restoreEnumerator(
            SplitEnumeratorContext<Position> context, Collection<Position> left) {
        return new OneSplit(context, left);
    }

    @Override
    public SimpleVersionedSerializer<Position> getSplitSerializer() {
        return new PositionSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Collection<Position>> getEnumeratorCheckpointSerializer() {
        return new PositionsSerializer();
    }

    /** Hands the split to the only reader. */
    private static final class OneSplit implements SplitEnumerator<Position, Collection<Position>> {
        private final SplitEnumeratorContext<Position> context;
        private final List<Position> left;

        OneSplit(SplitEnumeratorContext<Position> context, Collection<Position> left) {
            this.context = context;
            this.left = new ArrayList<>(left);
        }

        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtask, String host) {}

        @Override
        public void addSplitsBack(List<Position> splits, int subtask) {
            left.addAll(splits);
        }

        @Override
        public void addReader(int subtask) {
            left.forEach(split -> context.assignSplit(split, subtask));
            left.clear();
            context.signalNoMoreSplits(subtask);
        }

        @Override
        public Collection<Position> snapshotState(long checkpoint) {
            return left;
        }

        @Override
        public void close() {}
    }

    private static final class PositionSerializer implements SimpleVersionedSerializer<Position> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Position position) {
            return ByteBuffer.allocate(Integer.BYTES).putInt(position.read()).array();
        }

        @Override
        public Position deserialize(int version, byte[] bytes) {
            return new Position(ByteBuffer.wrap(bytes).getInt());
        }
    }

    private static final class PositionsSerializer
            implements SimpleVersionedSerializer<Collection<Position>> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Collection<Position> positions) {
            ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * positions.size());
            positions.forEach(position -> bytes.putInt(position.read()));
            return bytes.array();
        }

        @Override
        public Collection<Position> deserialize(int version, byte[] bytes) {
            List<Position> positions = new ArrayList<>();
            for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
                positions.add(new Position(left.getInt()));
            }
            return positions;
        }
    }
}
