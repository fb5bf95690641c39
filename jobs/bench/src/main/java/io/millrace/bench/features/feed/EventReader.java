package io.millrace.bench.features.feed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.table.data.RowData;

/**
 * Reads from standard input how many minutes of events shall flow, a number a line, or what is to
 * be reported at once. Stops this JVM at the end of the input. A watermark closes every minute. At
 * the end of a slice comes one that is a millisecond further: whoever sees it has done all that the
 * slice demanded.
 *
 * <pre>
 *   demand "2"  ->  events of minute m, watermark start(m + 1),
 *                   events of minute m + 1, watermark start(m + 2), watermark start(m + 2) + 1
 * </pre>
 *
 * A watermark a millisecond earlier would close the minute too, and Flink's windows know it; but
 * Scotty would answer for every minute twice.
 */
final class EventReader implements SourceReader<RowData, EventPosition> {

    private static final String TIME = EventSource.TIME;
    private static final String HEAP = EventSource.HEAP;

    private final Events events;
    private final EventRows rows;
    private final long lag;
    private long minute;
    private long minutes;
    private long event;
    private CompletableFuture<Long> demand = new CompletableFuture<>();
    private volatile CompletableFuture<Long> demanded = demand;

    EventReader(Events events) {
        this.events = events;
        this.rows = new EventRows(events);
        this.lag = events.late() == 0 ? 0 : Events.LATEST;
    }

    @Override
    public void start() {
        Thread thread = new Thread(this::readDemands, "demands");
        thread.setDaemon(true);
        thread.start();
    }

    private void readDemands() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                switch (line) {
                    case TIME -> Report.now().print();
                    case HEAP -> Report.ofHeap().print();
                    default -> demanded.complete(Long.valueOf(line));
                }
            }
        } catch (IOException | NumberFormatException e) {
            throw new IllegalStateException("the demand could not be read", e);
        } finally {
            Runtime.getRuntime().halt(0); // the driver has gone, and this JVM serves nobody else
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<RowData> output) throws Exception {
        if (minute == minutes) {
            if (!demand.isDone()) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            begin(demand.get(), output);
        }
        long time = events.time(event);
        output.collect(rows.row(event, time), time);
        event++;
        if (event % events.perMinute() == 0) {
            endMinute(output);
        }
        return InputStatus.MORE_AVAILABLE;
    }

    private void begin(long more, ReaderOutput<RowData> output) {
        if (minute == 0) {
            // A job that has seen no watermark may do without: no rival shall have to.
            output.emitWatermark(new Watermark(Events.start(0) - lag));
        }
        minutes += more;
        demand = new CompletableFuture<>();
        demanded = demand;
        Report.now().print();
    }

    private void endMinute(ReaderOutput<RowData> output) {
        minute++;
        output.emitWatermark(new Watermark(Events.start(minute) - lag));
        if (minute == minutes) {
            output.emitWatermark(new Watermark(Events.start(minute) + 1 - lag));
        }
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return minute < minutes
                ? CompletableFuture.completedFuture(null)
                : demand.thenAccept(ignored -> {});
    }

    @Override
    public List<EventPosition> snapshotState(long checkpoint) {
        return List.of(new EventPosition(minute));
    }

    @Override
    public void addSplits(List<EventPosition> splits) {
        throw new IllegalStateException("a job that is measured is not restored");
    }

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
}
