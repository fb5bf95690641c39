package io.millrace.inference.registry;

import io.millrace.inference.lineup.Lineup;
import io.millrace.inference.lineup.LineupBytes;
import io.millrace.inference.lineup.ModelVersion;
import io.millrace.inference.session.ModelStore;
import java.nio.file.Path;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.OutputTag;

/**
 * Follows the registry, tries what is new in it, and sends a lineup when it has changed.
 *
 * <pre>
 *   change log ──▶ book ◀──▶ desk (threads) ──▶ lineup, in one piece
 *                              └──▶ refused: row + reason, counted
 * </pre>
 *
 * One subtask. State: the {@link BookBytes book}; what had not been verified at a checkpoint is
 * verified again after it. A lineup is sent in the moment in which the book accepts it, so whatever
 * the book of a checkpoint has accepted has reached everybody before that checkpoint's barrier.
 */
final class VerifierOperator extends AbstractStreamOperator<RowData>
        implements OneInputStreamOperator<RowData, RowData>,
                BoundedOneInput,
                VerificationDesk.Outcomes {

    private final RegistryPlan plan;
    private final OutputTag<RowData> refusedTag;
    private final transient MailboxExecutor mailbox;

    private transient ListState<byte[]> state;
    private transient RegistryBook book;
    private transient VerificationDesk desk;
    private transient Lineup sent;
    @Nullable private transient String leaving;
    private transient Counter accepted;
    private transient Counter refused;

    VerifierOperator(
            RegistryPlan plan,
            OutputTag<RowData> refusedTag,
            MailboxExecutor mailbox,
            ProcessingTimeService clock) {
        this.plan = plan;
        this.refusedTag = refusedTag;
        this.mailbox = mailbox;
        this.processingTimeService = clock;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state =
                context.getOperatorStateStore()
                        .getListState(
                                new ListStateDescriptor<>(
                                        "book", BytePrimitiveArraySerializer.INSTANCE));
        book = new RegistryBook(plan.folder().card(), plan.canaries());
        for (byte[] kept : state.get()) {
            BookBytes.restore(kept, book);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        Verification verification = new Verification(plan.folder(), plan.rows(), store());
        ClassLoader classes = getRuntimeContext().getUserCodeClassLoader();
        desk =
                new VerificationDesk(
                        row -> {
                            Thread.currentThread().setContextClassLoader(classes);
                            return verification.verify(row);
                        },
                        mailbox,
                        getProcessingTimeService(),
                        plan.limit(),
                        this);
        MetricGroup group = getMetricGroup().addGroup("model", model());
        accepted = group.counter("acceptedModels");
        refused = group.counter("refusedModels");
        group.gauge("pendingModels", () -> desk.size());
        sent = new Lineup(List.of());
        mailbox.execute(this::begin, "go on with the registry");
    }

    private ModelStore store() {
        String[] directories = getRuntimeContext().getTaskManagerRuntimeInfo().getTmpDirectories();
        return new ModelStore(Path.of(directories[0], "millrace-models"), ModelStore.DEFAULT_LIMIT);
    }

    private String model() {
        return plan.folder().card().name();
    }

    /** Says again what a checkpoint knew; lineups have no watermarks, and hold none back. */
    private void begin() {
        output.emitWatermarkStatus(WatermarkStatus.IDLE);
        sendIfChanged();
        book.pending().forEach(desk::verify);
    }

    @Override
    public void processElement(StreamRecord<RowData> record) {
        RowData row = record.getValue();
        if (!plan.table().isAbout(model(), row)) {
            return;
        }
        String version = plan.table().version(row);
        switch (row.getRowKind()) {
            case UPDATE_BEFORE -> leaving = version;
            case DELETE -> remove(version);
            case INSERT, UPDATE_AFTER -> {
                if (leaving != null && !leaving.equals(version)) {
                    remove(leaving);
                }
                leaving = null;
                enter(row);
            }
        }
        sendIfChanged();
    }

    private void remove(@Nullable String version) {
        if (version != null) {
            book.remove(version);
        }
    }

    private void enter(RowData row) {
        try {
            RegistryRow read = plan.table().read(row);
            if (book.enter(read)) {
                desk.verify(read);
            }
        } catch (RegistryException e) {
            refuse(plan.table().refused(row, e.getMessage()), e.getMessage());
        }
    }

    @Override
    public void accepted(RegistryRow row, ModelVersion model) {
        if (book.isPending(row)) {
            book.accept(row, model);
            accepted.inc();
            LOG.info("{}: version {} may score as {}", model(), row.version(), row.role().text());
            sendIfChanged();
        }
    }

    @Override
    public void refused(RegistryRow row, String reason) {
        if (book.isPending(row)) {
            book.refuse(row);
            refuse(RegistryTable.refused(model(), row, reason), reason);
        }
    }

    private void refuse(RowData row, String reason) {
        refused.inc();
        LOG.warn("{}: a version of the registry is refused: {}", model(), reason);
        output.collect(refusedTag, new StreamRecord<>(row));
    }

    private void sendIfChanged() {
        Lineup lineup = book.lineup();
        if (!lineup.equals(sent)) {
            sent = lineup;
            output.collect(new StreamRecord<>(GenericRowData.of((Object) LineupBytes.of(lineup))));
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        state.update(List.of(BookBytes.of(book)));
    }

    @Override
    public void processWatermark(Watermark mark) {
        // the registry's time is not the rows'
    }

    @Override
    public void processWatermarkStatus(WatermarkStatus status) {
        // idle from the beginning, whatever the registry's source is
    }

    /** A registry that ends has said all; what it said is verified first. */
    @Override
    public void endInput() throws Exception {
        while (desk.size() > 0) {
            mailbox.yield();
        }
    }

    @Override
    public void close() throws Exception {
        if (desk != null) {
            desk.close();
        }
        super.close();
    }
}
