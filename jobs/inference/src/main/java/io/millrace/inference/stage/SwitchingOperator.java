package io.millrace.inference.stage;

import io.millrace.inference.lineup.Cast;
import io.millrace.inference.lineup.Lineup;
import io.millrace.inference.lineup.LineupBytes;
import io.millrace.inference.lineup.Timeline;
import io.millrace.inference.session.ModelStore;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import javax.annotation.Nullable;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.OutputTag;

/**
 * Scores rows in batches, with versions of a model that come and go.
 *
 * <pre>
 *   row ────▶ who? ──▶ [ batch ] ──▶ champion or canary ──▶ scored
 *              ▲           └───────▶ challengers ─────────▶ shadow
 *   lineup ──▶ timeline                                 └─▶ rejected
 * </pre>
 *
 * A lineup that changes who scores now waits for the next barrier: rows before it belong to a
 * checkpoint that knows nothing of the change, rows after it to one that does, so that going back
 * to either finds the same switch. By then its models are loaded, or the task fails before the
 * checkpoint. What a lineup plans for a time to come is taken up at once, since it does not matter
 * when one learns of it. Holds no row across a checkpoint; state: the {@link SwitchState timeline}.
 */
final class SwitchingOperator extends AbstractStreamOperator<RowData>
        implements TwoInputStreamOperator<RowData, RowData, RowData>, BoundedMultiInput {

    private final SwitchingPlan plan;
    private final RowType rowType;
    private final OutputTag<RowData> rejectedTag;
    private final OutputTag<RowData> shadowTag;
    private final transient MailboxExecutor mailbox;

    private transient SwitchState state;
    private transient Timeline timeline;
    @Nullable private transient Lineup waiting;
    private transient EventClock clock;
    private transient Lanes lanes;
    private transient IdentityHashMap<Cast, Crew> crews;
    private transient SharedBatch batch;
    private transient Pacing pacing;
    private transient Counter switches;
    private transient boolean barriers;
    private transient boolean begun;

    SwitchingOperator(
            SwitchingPlan plan,
            RowType rowType,
            OutputTag<RowData> rejectedTag,
            OutputTag<RowData> shadowTag,
            MailboxExecutor mailbox,
            ProcessingTimeService clock) {
        this.plan = plan;
        this.rowType = rowType;
        this.rejectedTag = rejectedTag;
        this.shadowTag = shadowTag;
        this.mailbox = mailbox;
        this.processingTimeService = clock;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = new SwitchState(context.getOperatorStateStore(), getRuntimeContext().getTaskInfo());
        SwitchState.Kept kept = state.read().orElse(null);
        begun = kept != null && kept.now() != EventClock.NONE;
        timeline =
                kept == null
                        ? Timeline.of(plan.folder().folderVersion())
                        : kept.timeline().withFolder(plan.folder().folderVersion());
        clock =
                new EventClock(
                        EventTime.of(plan.folder().latencyFrom(), rowType),
                        getProcessingTimeService(),
                        kept == null ? EventClock.NONE : kept.now());
    }

    @Override
    public void open() throws Exception {
        super.open();
        ScoringPlan folder = plan.folder();
        barriers = getOperatorConfig().isCheckpointingEnabled();
        MetricGroup group = getMetricGroup().addGroup("model", folder.card().name());
        ScoringMetrics metrics = new ScoringMetrics(getMetricGroup(), folder);
        lanes = new Lanes(folder, rowType, store(), metrics, this::loaded);
        lanes.prepare(timeline.models().values());
        lanes.await(timeline.models().keySet());
        crews = new IdentityHashMap<>();
        int capacity = folder.maxLinger().isZero() ? 1 : folder.maxBatch();
        ScoredOutput scored =
                new ScoredOutput(
                        output,
                        rejectedTag,
                        EventTime.of(folder.latencyFrom(), rowType),
                        metrics,
                        getProcessingTimeService());
        batch =
                new SharedBatch(
                        new RowBatch(new RowDataSerializer(rowType), capacity),
                        capacity,
                        scored,
                        shadowTag,
                        group.counter("challengerRows"),
                        CanaryColumn.of(plan, rowType));
        long linger = folder.maxLinger().toMillis();
        pacing = new Pacing(getProcessingTimeService(), mailbox, linger, this::flush);
        switches = group.counter("switches");
        group.gauge("versions", () -> lanes.size());
    }

    private ModelStore store() {
        String[] directories = getRuntimeContext().getTaskManagerRuntimeInfo().getTmpDirectories();
        return new ModelStore(Path.of(directories[0], "millrace-models"), ModelStore.DEFAULT_LIMIT);
    }

    @Override
    public void processElement1(StreamRecord<RowData> record) throws Exception {
        long time = clock.time(record);
        Crew crew = crew(time == EventClock.NONE ? clock.now() : time);
        clock.row(time);
        begun = true;
        if (!batch.add(record, crew)) {
            return;
        }
        if (batch.isFull()) {
            flush();
            pacing.full();
        } else {
            pacing.waits();
        }
    }

    private Crew crew(long time) {
        Cast cast = timeline.at(time);
        Crew crew = crews.get(cast);
        if (crew == null) {
            crew = new Crew(cast, lanes, plan.shadows());
            crews.put(cast, crew);
        }
        return crew;
    }

    private void flush() {
        if (!batch.isEmpty()) {
            batch.flush(lanes.all());
            pacing.flushed();
        }
    }

    @Override
    public void processElement2(StreamRecord<RowData> record) throws Exception {
        waiting = LineupBytes.lineup(record.getValue().getBinary(0));
        lanes.prepare(timeline.next(waiting, clock.now()).models().values());
        reconsider();
    }

    /** Before the first row there is nothing that a switch could be seen against. */
    private void reconsider() throws Exception {
        if (waiting == null) {
            return;
        }
        long now = clock.now();
        Timeline next = timeline.next(waiting, now);
        boolean later = next.at(now).equals(timeline.at(now));
        if (!begun || !barriers || (later && lanes.areLoaded(next.models().keySet()))) {
            waiting = null;
            become(next);
        }
    }

    private void loaded() {
        mailbox.execute(this::reconsider, "a version of the model is loaded");
    }

    private void become(Timeline next) throws Exception {
        flush();
        lanes.await(next.models().keySet());
        if (!next.at(clock.now()).equals(timeline.at(clock.now()))) {
            switches.inc();
            LOG.info("{} now scores with {}", plan.folder().card().name(), next.at(clock.now()));
        }
        timeline = next;
        crews.clear();
        lanes.keep(next.models().keySet());
    }

    /** Here and not in the snapshot, where a failure would only be the checkpoint's. */
    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        flush();
        long now = clock.now();
        Timeline next = timeline.forget(now);
        if (waiting != null) {
            next = next.next(waiting, now);
            waiting = null;
        }
        if (!next.equals(timeline)) {
            become(next);
        }
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        state.write(begun ? clock.now() : EventClock.NONE, timeline);
    }

    /** Of the rows alone: the lineups' input is idle and has no watermarks. */
    @Override
    public void processWatermark(Watermark mark) throws Exception {
        flush();
        clock.watermark(mark.getTimestamp());
        super.processWatermark(mark);
    }

    @Override
    public void endInput(int input) {
        if (input == 1) {
            flush();
        }
    }

    @Override
    public void close() throws Exception {
        if (pacing != null) {
            pacing.close();
        }
        if (lanes != null) {
            lanes.close();
        }
        super.close();
    }
}
