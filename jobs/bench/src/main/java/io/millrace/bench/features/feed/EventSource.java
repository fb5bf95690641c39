package io.millrace.bench.features.feed;

import java.io.Serializable;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;

/**
 * Events in slices of whole minutes, as the standard input of this JVM demands them; for one
 * reader.
 *
 * @see EventReader
 */
public record EventSource(Events events)
        implements Source<RowData, EventPosition, Integer>, Serializable {

    /** A demand for a report of the time. */
    public static final String TIME = "time";

    /** A demand for a report of the heap. */
    public static final String HEAP = "heap";

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<RowData, EventPosition> createReader(SourceReaderContext context) {
        return new EventReader(events);
    }

    @Override
    public SplitEnumerator<EventPosition, Integer> createEnumerator(
            SplitEnumeratorContext<EventPosition> context) {
        return new OneReader();
    }

    @Override
    public SplitEnumerator<EventPosition, Integer> restoreEnumerator(
            SplitEnumeratorContext<EventPosition> context, Integer nothing) {
        return new OneReader();
    }

    @Override
    public SimpleVersionedSerializer<EventPosition> getSplitSerializer() {
        return new EventPosition.Serializer();
    }

    @Override
    public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
        return new OneReader.Nothing();
    }
}
