package io.millrace.connector.mqtt.source.reader;

import io.millrace.connector.mqtt.MqttDeserializationSchema;
import io.millrace.connector.mqtt.link.MqttTransport;
import io.millrace.connector.mqtt.metrics.MqttCounters;
import io.millrace.connector.mqtt.metrics.SourceGauge;
import io.millrace.connector.mqtt.metrics.SourceMetric;
import io.millrace.connector.mqtt.source.SourceSettings;
import io.millrace.connector.mqtt.source.split.MqttSplit;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.MetricGroup;

/**
 * Reads the broker sessions of one subtask.
 *
 * <pre>
 *   network thread ──events──▶ inbox ──▶ pollNext: ledger ──new──▶ deserialize ──▶ output
 *                                                    └──repeated──▶ dropped
 *   checkpoint: split + all the broker may repeat;   its completion: PUBACKs, then PINGREQ
 * </pre>
 *
 * @param <T> the record
 */
public final class MqttSourceReader<T> implements SourceReader<T, MqttSplit> {

    private final SourceSettings settings;
    private final MqttTransport transport;
    private final Emission<T> emission;
    private final MqttCounters<SourceMetric> counters;
    private final Clock clock;
    private final Inbox inbox;
    private final Map<Integer, SessionReader<T>> sessions = new TreeMap<>();
    private final Map<Integer, SourceOutput<T>> outputs = new TreeMap<>();
    private boolean noMoreSplits;

    public MqttSourceReader(
            SourceSettings settings,
            MqttDeserializationSchema<T> schema,
            MqttTransport transport,
            SourceReaderContext context,
            Clock clock) {
        this.settings = settings;
        this.transport = transport;
        this.counters =
                MqttCounters.register(context.metricGroup(), SourceMetric.class, SourceMetric::key);
        showState(context.metricGroup().addGroup(MqttCounters.GROUP));
        this.emission = new Emission<>(schema, counters);
        this.clock = clock;
        this.inbox = new Inbox(settings.bufferSize(), this::pause);
    }

    private void showState(MetricGroup group) {
        group.gauge(SourceGauge.IN_FLIGHT.key(), () -> all(SessionReader::inFlight).sum());
        group.gauge(
                SourceGauge.WINDOW.key(), () -> all(SessionReader::windowLimit).max().orElse(0));
        group.gauge(
                SourceGauge.BROKER_DROPPED.key(),
                () -> all(SessionReader::brokerDropped).max().orElse(-1));
    }

    private LongStream all(ToLongFunction<SessionReader<T>> value) {
        synchronized (sessions) {
            return List.copyOf(sessions.values()).stream().mapToLong(value);
        }
    }

    @Override
    public void start() {
        // splits come by themselves
    }

    @Override
    public void addSplits(List<MqttSplit> splits) {
        for (MqttSplit split : splits) {
            SessionReader<T> session =
                    new SessionReader<>(
                            settings, split, inbox, emission, counters, transport, clock);
            synchronized (sessions) {
                sessions.put(split.index(), session);
            }
            session.start();
        }
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        inbox.add(null, new SessionEvent.Wake());
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        Inbox.Entry entry = inbox.poll();
        if (entry == null) {
            return ended() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
        }
        if (entry.session() == null) {
            if (sessions.isEmpty()) {
                output.markIdle(); // or this subtask would hold back the watermark
            }
            return InputStatus.MORE_AVAILABLE;
        }
        int index = entry.session().index();
        sessions.get(index).handle(entry.event(), output(index, output));
        return ended() ? InputStatus.END_OF_INPUT : InputStatus.MORE_AVAILABLE;
    }

    /** One output, and so one watermark, per session. */
    private SourceOutput<T> output(int index, ReaderOutput<T> output) {
        return outputs.computeIfAbsent(index, i -> output.createOutputForSplit("reader-" + i));
    }

    private boolean ended() {
        return settings.bounded()
                && noMoreSplits
                && sessions.values().stream().allMatch(SessionReader::finished);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return inbox.available();
    }

    @Override
    public List<MqttSplit> snapshotState(long checkpointId) {
        List<MqttSplit> splits = new ArrayList<>();
        sessions.values().forEach(session -> splits.add(session.snapshot(checkpointId)));
        return splits;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        sessions.values().forEach(session -> session.checkpointCompleted(checkpointId));
    }

    private void pause(boolean on) {
        synchronized (sessions) {
            sessions.values().forEach(session -> session.read(!on));
        }
    }

    /** Ends after the last acknowledgements went out. */
    @Override
    public void close() {
        sessions.values().forEach(SessionReader::close);
        transport.close();
    }
}
