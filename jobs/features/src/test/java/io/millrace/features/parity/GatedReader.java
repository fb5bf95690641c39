package io.millrace.features.parity;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.table.data.RowData;

/** Reads a feed as far as its gate is open. */
final class GatedReader implements SourceReader<RowData, GatedSource.Position> {

    private final Feed feed;
    private final Gate gate;
    private final SourceReaderContext context;
    private List<Event> events;
    private int read = -1;
    private boolean noMoreSplits;
    private CompletableFuture<Void> available = new CompletableFuture<>();

    GatedReader(Feed feed, Gate gate, SourceReaderContext context) {
        this.feed = feed;
        this.gate = gate;
        this.context = context;
    }

    @Override
    public void start() {
        context.sendSplitRequest();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<RowData> output) {
        if (read < 0) {
            return noMoreSplits ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
        }
        if (read == events.size()) {
            gate.ended(feed.table());
            return InputStatus.END_OF_INPUT;
        }
        CompletableFuture<Void> opened = gate.opened();
        if (!gate.admits(feed.table(), events.get(read).arrival())) {
            available = opened;
            return InputStatus.NOTHING_AVAILABLE;
        }
        Event event = events.get(read++);
        output.collect(feed.row(event), event.known());
        return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public List<GatedSource.Position> snapshotState(long checkpoint) {
        return read < 0 ? List.of() : List.of(new GatedSource.Position(read));
    }

    @Override
    public void addSplits(List<GatedSource.Position> splits) {
        events = feed.events();
        read = splits.get(0).read();
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        available.complete(null);
    }

    @Override
    public void close() {}
}
