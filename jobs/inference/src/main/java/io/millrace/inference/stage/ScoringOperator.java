package io.millrace.inference.stage;

import io.millrace.inference.batch.UnscorableException;
import io.millrace.inference.session.ModelStore;
import io.millrace.inference.session.SessionCache;
import java.nio.file.Path;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.OutputTag;

/**
 * Scores rows in batches.
 *
 * <pre>
 *   row ──▶ tensors + copy of the row ──▶ [ full | input dry | linger over      ] ──▶ run ──▶ rows
 *      └──▶ rejected: NULL for an int64    [ barrier | watermark | idle | end    ]        └──▶ rejected
 * </pre>
 *
 * Holds no row across a checkpoint, and so has no state. Rows leave in the order in which they
 * came, before every watermark and barrier that came after them. What a row's score is does not
 * depend on its batch.
 */
final class ScoringOperator extends AbstractStreamOperator<RowData>
        implements OneInputStreamOperator<RowData, RowData>, BoundedOneInput {

    private final ScoringPlan plan;
    private final RowType rowType;
    private final OutputTag<RowData> rejectedTag;
    private final transient MailboxExecutor mailbox;

    private transient ActiveModel model;
    private transient RowBatch batch;
    private transient Pacing pacing;
    private transient ScoringMetrics scoring;
    private transient OutputRow outputs;
    private transient ScoredOutput scored;

    ScoringOperator(
            ScoringPlan plan,
            RowType rowType,
            OutputTag<RowData> rejectedTag,
            MailboxExecutor mailbox,
            ProcessingTimeService clock) {
        this.plan = plan;
        this.rowType = rowType;
        this.rejectedTag = rejectedTag;
        this.mailbox = mailbox;
        this.processingTimeService = clock;
    }

    @Override
    public void open() throws Exception {
        super.open();
        model = ActiveModel.open(plan, rowType, store(), SessionCache.ofThisProcess());
        batch = new RowBatch(new RowDataSerializer(rowType), model.capacity());
        long linger = plan.maxLinger().toMillis();
        pacing = new Pacing(getProcessingTimeService(), mailbox, linger, this::flush);
        scoring = new ScoringMetrics(getMetricGroup(), plan);
        outputs = model.outputs();
        EventTime eventTime = EventTime.of(plan.latencyFrom(), rowType);
        scored =
                new ScoredOutput(
                        output, rejectedTag, eventTime, scoring, getProcessingTimeService());
    }

    private ModelStore store() {
        String[] directories = getRuntimeContext().getTaskManagerRuntimeInfo().getTmpDirectories();
        return new ModelStore(Path.of(directories[0], "millrace-models"), ModelStore.DEFAULT_LIMIT);
    }

    @Override
    public void processElement(StreamRecord<RowData> record) throws Exception {
        RowData row = record.getValue();
        int place = batch.size();
        batch.add(record);
        // from the copy, which is a binary row whatever came
        if (model.read(batch.row(place), place, scoring) == InputColumn.Read.UNSCORABLE) {
            String reason = model.unscorable(batch.row(place), place);
            batch.dropLast();
            scored.reject(row, record, reason);
            return;
        }
        if (batch.size() == model.capacity()) {
            flush();
            pacing.full();
        } else {
            pacing.waits();
        }
    }

    private void flush() {
        int rows = batch.size();
        if (rows == 0) {
            return;
        }
        long start = System.nanoTime();
        try {
            model.run(rows);
            scoring.ran(rows, System.nanoTime() - start);
            describe();
            for (int i = 0; i < rows; i++) {
                emit(i, i);
            }
        } catch (UnscorableException e) {
            scoring.failedRun();
            scoreAlone(rows);
        }
        scored.measure();
        batch.clear();
        pacing.flushed();
    }

    /** The runtime does not say which row it failed on, so each is tried by itself. */
    private void scoreAlone(int rows) {
        describe();
        for (int i = 0; i < rows; i++) {
            long start = System.nanoTime();
            try {
                model.runAlone(batch.row(i));
                scoring.ran(1, System.nanoTime() - start);
                emit(i, 0);
            } catch (UnscorableException e) {
                scoring.failedRun();
                scored.reject(
                        batch.row(i), null, "the model failed on this row: " + e.getMessage());
            }
        }
    }

    private void emit(int waiting, int batchRow) {
        model.write(batch.row(waiting), batchRow, outputs);
        scored.emit(batch, waiting, outputs);
    }

    private void describe() {
        model.describe(outputs, scored.now());
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        flush();
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        flush();
        super.processWatermark(mark);
    }

    @Override
    public void processWatermarkStatus(WatermarkStatus status) throws Exception {
        flush();
        super.processWatermarkStatus(status);
    }

    @Override
    public void endInput() {
        flush();
    }

    @Override
    public void close() throws Exception {
        if (pacing != null) {
            pacing.close();
        }
        if (model != null) {
            model.close();
        }
        super.close();
    }
}
