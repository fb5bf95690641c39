package io.millrace.bench.inference;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.annotation.Nullable;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;

/**
 * The subject's rows from memory, again and again; for one reader, and not to be restored.
 *
 * @param rows how many in all
 * @param together rows that one turn of the task emits, as a source does that has fetched many
 */
record RowSource(Subject subject, long rows, int together)
        implements Source<RowData, RowSource.Nowhere, Integer>, Serializable {

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<RowData, Nowhere> createReader(SourceReaderContext context) {
        return new Reader(subject.rows(), rows, together);
    }

    private static final class Reader implements SourceReader<RowData, Nowhere> {
        private final RowData[] pool;
        private final long rows;
        private final int together;
        private long emitted;

        Reader(RowData[] pool, long rows, int together) {
            this.pool = pool;
            this.rows = rows;
            this.together = together;
        }

        @Override
        public void start() {}

        @Override
        public InputStatus pollNext(ReaderOutput<RowData> output) {
            long end = Math.min(rows, emitted + together);
            while (emitted < end) {
                output.collect(pool[(int) (emitted % pool.length)]);
                emitted++;
            }
            return emitted == rows ? InputStatus.END_OF_INPUT : InputStatus.MORE_AVAILABLE;
        }

        @Override
        public List<Nowhere> snapshotState(long checkpoint) {
            return List.of();
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void addSplits(List<Nowhere> splits) {}

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void close() {}
    }

    @Override
    public SplitEnumerator<Nowhere, Integer> createEnumerator(
            SplitEnumeratorContext<Nowhere> context) {
        return new Idle();
    }

    @Override
    public SplitEnumerator<Nowhere, Integer> restoreEnumerator(
            SplitEnumeratorContext<Nowhere> context, Integer nothing) {
        return new Idle();
    }

    @Override
    public SimpleVersionedSerializer<Nowhere> getSplitSerializer() {
        return new Nothing<>(new Nowhere());
    }

    @Override
    public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
        return new Nothing<>(0);
    }

    /** No position. */
    record Nowhere() implements SourceSplit {
        @Override
        public String splitId() {
            return "rows";
        }
    }

    /** Nothing to hand out. */
    private static final class Idle implements SplitEnumerator<Nowhere, Integer> {
        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtask, @Nullable String host) {}

        @Override
        public void addSplitsBack(List<Nowhere> splits, int subtask) {}

        @Override
        public void addReader(int subtask) {}

        @Override
        public Integer snapshotState(long checkpoint) {
            return 0;
        }

        @Override
        public void close() {}
    }

    /** Always the same, in no bytes. */
    private record Nothing<T>(T value) implements SimpleVersionedSerializer<T> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(T ignored) {
            return new byte[0];
        }

        @Override
        public T deserialize(int version, byte[] bytes) {
            return value;
        }
    }
}
