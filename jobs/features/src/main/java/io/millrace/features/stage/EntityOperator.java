package io.millrace.features.stage;

import io.millrace.features.plan.BoundSource;
import io.millrace.features.plan.EntityPlan;
import io.millrace.features.plan.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.util.OutputTag;

/**
 * The one keyed operator of an entity: rows of the spine and of all view sources in, spine rows
 * with features out.
 *
 * <pre>
 * key     the entity's columns
 * state   view-NAME     a history per windowed view     {@link WindowedViewState}
 *         latest-NAME   a row per latest view           {@link LatestViewState}
 *         pending       rows that wait for the watermark, in event-time order only
 *         held          spine rows that wait for the warm-up, in arrival order only
 *         timer         the time of the key's one event-time timer
 * timer   event time: when the first pending row is known or the first row of a history expires
 * uid     entity-ENTITY
 * emits   spine rows with features, timestamp = event time; a side output per source: rows that
 *         came too late for the state, with the reason
 * </pre>
 */
final class EntityOperator extends AbstractStreamOperator<RowData>
        implements OneInputStreamOperator<EntityRow, RowData>, Triggerable<RowData, VoidNamespace> {
    private static final long serialVersionUID = 1L;

    private final EntityPlan plan;
    private final Order order;
    private final long longestWarmUp;
    private final ArrayList<OutputTag<RowData>> rejected;

    private transient boolean restored;
    private transient boolean holdsRestored;
    private transient EntityRowSerializer serializer;
    private transient KeyedValues keys;
    private transient KeyTimer timer;
    private transient EntityViews views;
    private transient SpineOutput spineOutput;
    private transient EventTimeOrder eventTimeOrder;
    private transient WarmUp warmUp;
    private transient ScheduledFuture<?> warmUpTimer;
    private transient Watermark heldWatermark;
    private transient ListState<EntityRow> held;

    /**
     * @param longestWarmUp milliseconds; 0: spine rows are answered from the start
     */
    EntityOperator(
            EntityPlan plan, Order order, long longestWarmUp, List<OutputTag<RowData>> rejected) {
        this.plan = plan;
        this.order = order;
        this.longestWarmUp = longestWarmUp;
        this.rejected = new ArrayList<>(rejected);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        restored = context.isRestored();
    }

    @Override
    public void open() throws Exception {
        super.open();
        serializer = EntityRowSerializer.of(plan);
        keys = KeyedValuesFactory.of(getKeyedStateBackend(), getContainingTask(), this::setKey);
        StateStore store = new OperatorStore();
        timer =
                new KeyTimer(
                        getInternalTimerService("expiry", VoidNamespaceSerializer.INSTANCE, this),
                        keys,
                        store.value(
                                new ValueStateDescriptor<>("timer", LongSerializer.INSTANCE),
                                time -> time,
                                time -> Long.BYTES));
        views = new EntityViews(plan, order, store);
        spineOutput = new SpineOutput(plan, output, rejected, getMetricGroup());
        if (order == Order.EVENT_TIME) {
            ListState<EntityRow> pending = rows(waiting("pending"));
            eventTimeOrder = new EventTimeOrder(plan, pending, serializer, views, spineOutput);
        } else if (restored) {
            held = rows(waiting("held"));
            holdsRestored = true;
            // when no row comes either: the task must run before anything is emitted
            warmUpTimer = getProcessingTimeService().registerTimer(now(), time -> answerRestored());
        } else if (longestWarmUp > 0 && followsChangeLogs()) {
            startWarmUp();
        }
    }

    private boolean followsChangeLogs() {
        return plan.inputs().stream().skip(1).anyMatch(input -> input.source().changelog());
    }

    private ListStateDescriptor<EntityRow> waiting(String name) {
        return new ListStateDescriptor<>(name, serializer);
    }

    private ListState<EntityRow> rows(ListStateDescriptor<EntityRow> descriptor) throws Exception {
        return getPartitionedState(descriptor);
    }

    @Override
    public void processElement(StreamRecord<EntityRow> element) throws Exception {
        answerRestored();
        EntityRow row = element.getValue();
        row.readBy = null;
        if (row.isSpine() && hasNoEntity(row)) {
            spineOutput.emitWithoutEntity(row, views.none());
        } else {
            keys.begin(row.key);
            processKeyed(row);
            keys.end();
        }
    }

    private void processKeyed(EntityRow row) throws Exception {
        if (eventTimeOrder != null && row.known > timer.watermark()) {
            keys.select();
            eventTimeOrder.add(row);
            timer.scheduleBy(row.known);
        } else if (warmUp != null && row.isSpine()) {
            keys.select();
            held.add(serializer.copy(row));
        } else {
            apply(row);
        }
    }

    /** The key is set when the state is asked, which most rows do not need. */
    @Override
    @SuppressWarnings("rawtypes") // as the operator's interface has it
    public void setKeyContextElement1(StreamRecord element) {}

    private void setKey(BinaryRowData key) {
        super.setCurrentKey(key);
    }

    @Override
    public void setCurrentKey(Object key) {
        keys.deselect();
        super.setCurrentKey(key);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        keys.snapshot();
        super.snapshotState(context);
    }

    private static boolean hasNoEntity(EntityRow row) {
        for (int i = 0; i < row.key.getArity(); i++) {
            if (row.key.isNullAt(i)) {
                return true;
            }
        }
        return false;
    }

    private void apply(EntityRow row) throws Exception {
        if (row.known <= timer.watermark()) {
            spineOutput.late();
        }
        views.begin(timer.watermark());
        if (row.isRetraction()) {
            retract(row);
        } else if (row.isSpine()) {
            spineOutput.emit(row, views.answer(row));
        } else {
            insert(row);
        }
        timer.scheduleBy(views.nextExpiry(row.input));
    }

    private void retract(EntityRow row) throws Exception {
        if (!views.retract(row)) {
            spineOutput.unmatchedRetraction();
        }
        if (row.isSpine()) {
            spineOutput.emit(row, views.none());
        }
    }

    private void insert(EntityRow row) throws Exception {
        if (!views.insertWhereReached(row, timer.watermark())) {
            spineOutput.pastEveryView(row, timer.watermark());
        }
        if (warmUp != null && mayBeOfSnapshot(row)) {
            warmUp.changed(now());
        }
    }

    /**
     * Rows of a snapshot are known from the beginning. Changes that are made while the snapshot is
     * read must not prolong the wait: a busy table would hold the spine to the last moment.
     */
    private boolean mayBeOfSnapshot(EntityRow row) {
        BoundSource source = plan.inputs().get(row.input).source();
        return source.changelog() && (source.knownIndex() < 0 || row.known <= 0);
    }

    @Override
    public void onEventTime(InternalTimer<RowData, VoidNamespace> fired) throws Exception {
        keys.begin(fired.getKey());
        timer.fired();
        views.begin(timer.watermark());
        long next = Long.MAX_VALUE;
        if (eventTimeOrder != null) {
            keys.select();
            eventTimeOrder.apply(timer.watermark());
            next = eventTimeOrder.firstKnown();
        }
        next = Math.min(next, views.expire(timer.watermark()));
        timer.scheduleNext(next);
        keys.end();
    }

    @Override
    public void onProcessingTime(InternalTimer<RowData, VoidNamespace> fired) {
        throw new IllegalStateException("there are no keyed processing-time timers here");
    }

    private void startWarmUp() throws Exception {
        held = rows(waiting("held"));
        warmUp = new WarmUp(now(), longestWarmUp);
        awaitWarmUp(now());
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    /**
     * After a restore the snapshots of change logs are in the state, and only what was held then is
     * still to do. It is done before anything else comes: a row that waited for a timer would leave
     * behind rows of other keys that came later, and be late where the next entity awaits it.
     */
    private void answerRestored() throws Exception {
        if (holdsRestored) {
            holdsRestored = false;
            warmUpTimer.cancel(false);
            answerAllHeld();
        }
    }

    /** The end moves both ways, so it is looked for more often than it is expected. */
    private void awaitWarmUp(long now) {
        long look = Math.min(warmUp.endsAt(), now + WarmUp.QUIET);
        warmUpTimer = getProcessingTimeService().registerTimer(look, this::checkWarmUp);
    }

    private void checkWarmUp(long now) throws Exception {
        if (warmUp.endsAt() > now) {
            awaitWarmUp(now);
        } else {
            endWarmUp();
        }
    }

    private void endWarmUp() throws Exception {
        warmUp = null;
        answerAllHeld();
        if (heldWatermark != null) {
            super.processWatermark(heldWatermark);
        }
    }

    private void answerAllHeld() throws Exception {
        this.<RowData>getKeyedStateBackend()
                .applyToAllKeys(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        waiting("held"),
                        this::answerHeld);
    }

    private void answerHeld(RowData key, ListState<EntityRow> state) throws Exception {
        List<EntityRow> rows = PendingRows.all(state, serializer);
        state.clear();
        keys.deselect();
        keys.begin(key);
        for (EntityRow row : rows) {
            apply(row);
        }
        keys.end();
        keys.deselect();
    }

    /** Held back with the held rows, which would be late behind it. */
    @Override
    public void processWatermark(Watermark mark) throws Exception {
        answerRestored();
        if (warmUp == null) {
            super.processWatermark(mark);
        } else {
            heldWatermark = mark;
        }
    }

    @Override
    public void finish() throws Exception {
        answerRestored();
        if (warmUp != null) {
            warmUpTimer.cancel(false);
            endWarmUp();
        }
        super.finish();
    }

    /** The operator's keyed state. */
    private final class OperatorStore implements StateStore {
        @Override
        public <T> KeyValue<T> value(
                ValueStateDescriptor<T> descriptor,
                KeyValue.Adaptation<T> adaptation,
                ToLongFunction<T> weight)
                throws Exception {
            return keys.value(getPartitionedState(descriptor), adaptation, weight);
        }

        @Override
        public EntityRowSerializer rowSerializer() {
            return serializer;
        }

        @Override
        public boolean breaksTies() {
            return order == Order.EVENT_TIME;
        }
    }
}
