package io.millrace.inference.stage;

import io.millrace.inference.lineup.Lineup;
import io.millrace.inference.lineup.LineupBytes;
import io.millrace.inference.lineup.LineupEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.OutputTag;

/** One subtask of the switching operator over rows of {@link ScoringHarness#rows}. */
final class SwitchingHarness extends AbstractStreamOperatorTestHarness<RowData> {

    private final SwitchingPlan plan;
    private final RowType rows;
    private long checkpoint;

    /** A row that came out. */
    record Scored(long id, float score, String version, String role) {}

    SwitchingHarness(SwitchingPlan plan, RowType rows, int subtask, int parallelism)
            throws Exception {
        super(
                new SwitchingOperatorFactory(
                        plan, rows, tag("rejected", plan.rejectedType(rows)), shadow(plan, rows)),
                8,
                parallelism,
                subtask);
        this.plan = plan;
        this.rows = rows;
        config.setCheckpointingEnabled(true);
        setup(InternalTypeInfo.of(plan.outputType(rows)).toSerializer());
    }

    /** {@code state} null for a fresh start. */
    static SwitchingHarness open(
            SwitchingPlan plan, RowType rows, @Nullable OperatorSubtaskState state)
            throws Exception {
        SwitchingHarness harness = new SwitchingHarness(plan, rows, 0, 1);
        try {
            if (state != null) {
                harness.initializeState(state);
            }
            harness.open();
            return harness;
        } catch (Exception | Error e) {
            harness.close();
            throw e;
        }
    }

    private static OutputTag<RowData> shadow(SwitchingPlan plan, RowType rows) {
        return tag("shadow", plan.outputType(rows));
    }

    private static OutputTag<RowData> tag(String name, RowType type) {
        return new OutputTag<>(name, InternalTypeInfo.of(type));
    }

    @SuppressWarnings("unchecked") // the factory makes no other
    private TwoInputStreamOperator<RowData, RowData, RowData> scoring() {
        return (TwoInputStreamOperator<RowData, RowData, RowData>) operator;
    }

    /** A row whose record says when its event was. */
    void row(long id, long time, double... features) throws Exception {
        GenericRowData row = new GenericRowData(features.length + 1);
        row.setField(0, id);
        for (int i = 0; i < features.length; i++) {
            row.setField(i + 1, features[i]);
        }
        scoring().processElement1(new StreamRecord<>(row, time));
    }

    void lineup(LineupEntry... entries) throws Exception {
        byte[] bytes = LineupBytes.of(new Lineup(List.of(entries)));
        scoring().processElement2(new StreamRecord<>(GenericRowData.of((Object) bytes)));
    }

    void lineupsAreIdle() throws Exception {
        scoring().processWatermarkStatus2(WatermarkStatus.IDLE);
    }

    void watermark(long time) throws Exception {
        scoring().processWatermark1(new Watermark(time));
    }

    /** What a barrier brings about. */
    OperatorSubtaskState barrier() throws Exception {
        checkpoint++;
        prepareSnapshotPreBarrier(checkpoint);
        return snapshot(checkpoint, checkpoint);
    }

    /** Runs mails until there are none. */
    void idle() throws Exception {
        Optional<Mail> mail = getTaskMailbox().tryTake(0);
        while (mail.isPresent()) {
            mail.get().run();
            mail = getTaskMailbox().tryTake(0);
        }
    }

    List<Scored> scored() {
        List<Scored> scored = new ArrayList<>();
        for (Object element : getOutput()) {
            if (element instanceof StreamRecord<?> record) {
                scored.add(scored((RowData) record.getValue()));
            }
        }
        return scored;
    }

    /** The versions that scored, a row each. */
    List<String> versions() {
        return scored().stream().map(Scored::version).toList();
    }

    List<Scored> shadow() {
        var records = getSideOutput(shadow(plan, rows));
        return records == null
                ? List.of()
                : records.stream().map(record -> scored(record.getValue())).toList();
    }

    private static Scored scored(RowData row) {
        int score = row.getArity() - 5;
        return new Scored(
                row.getLong(0),
                row.getFloat(score),
                row.getString(score + 2).toString(),
                row.getString(score + 4).toString());
    }
}
