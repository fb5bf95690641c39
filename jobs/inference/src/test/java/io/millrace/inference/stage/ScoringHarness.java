package io.millrace.inference.stage;

import io.millrace.inference.card.ModelCard;
import io.millrace.inference.fixture.Cards;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.OutputTag;

/** One scoring operator over rows of {@code id BIGINT} and {@code f0, f1, ... DOUBLE}. */
final class ScoringHarness implements AutoCloseable {

    final OneInputStreamOperatorTestHarness<RowData, RowData> flink;
    final RowType scored;
    private final OutputTag<RowData> rejected;

    /** A row that came out. */
    record Scored(long id, float score) {}

    ScoringHarness(ScoringPlan plan, RowType rows) throws Exception {
        rejected = new OutputTag<>("rejected", InternalTypeInfo.of(plan.rejectedType(rows)));
        scored = plan.outputType(rows);
        flink =
                new OneInputStreamOperatorTestHarness<>(
                        new ScoringOperatorFactory(plan, rows, rejected),
                        InternalTypeInfo.of(rows).toSerializer());
        flink.setup(InternalTypeInfo.of(scored).toSerializer());
    }

    static ScoringHarness open(ScoringPlan plan, RowType rows) throws Exception {
        ScoringHarness harness = new ScoringHarness(plan, rows);
        harness.flink.open();
        return harness;
    }

    /** A plan for a model that is written to a file of its own. */
    static ScoringPlan plan(Path folder, byte[] model, int features) throws Exception {
        return plan(folder, model, Cards.score(model, features));
    }

    static ScoringPlan plan(Path folder, byte[] model, ModelCard card) throws Exception {
        Path file = Files.write(Files.createTempFile(folder, "model", ".onnx"), model);
        return ScoringPlan.of(file.toUri(), card);
    }

    static RowType rows(int features) {
        List<RowType.RowField> fields = new ArrayList<>();
        fields.add(new RowType.RowField("id", new BigIntType()));
        for (int i = 0; i < features; i++) {
            fields.add(new RowType.RowField("f" + i, new DoubleType()));
        }
        return new RowType(false, fields);
    }

    static RowType rows(String name, LogicalType type) {
        return new RowType(
                false,
                List.of(
                        new RowType.RowField("id", new BigIntType()),
                        new RowType.RowField(name, type)));
    }

    void row(long id, Object... values) throws Exception {
        GenericRowData row = new GenericRowData(values.length + 1);
        row.setField(0, id);
        for (int i = 0; i < values.length; i++) {
            row.setField(i + 1, values[i]);
        }
        flink.processElement(new StreamRecord<>(row, id));
    }

    /** Runs one mail, as the task does between two rows; false when there is none. */
    boolean mail() throws Exception {
        Optional<Mail> mail = flink.getTaskMailbox().tryTake(0);
        if (mail.isPresent()) {
            mail.get().run();
        }
        return mail.isPresent();
    }

    /** Runs mails until there are none, as a task does that waits for input. */
    void idle() throws Exception {
        while (mail()) {
            // go on
        }
    }

    /** What came out so far: rows, watermarks and what else passes. */
    List<Object> output() {
        List<Object> all = new ArrayList<>();
        for (Object element : flink.getOutput()) {
            all.add(element instanceof StreamRecord<?> record ? scored(record) : element);
        }
        return all;
    }

    List<Scored> scores() {
        return output().stream().filter(Scored.class::isInstance).map(Scored.class::cast).toList();
    }

    List<RowData> rejected() {
        ConcurrentLinkedQueue<StreamRecord<RowData>> records = flink.getSideOutput(rejected);
        return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
    }

    private Scored scored(StreamRecord<?> record) {
        RowData row = (RowData) record.getValue();
        return new Scored(row.getLong(0), row.getFloat(scored.getFieldIndex("score")));
    }

    @Override
    public void close() throws Exception {
        flink.close();
    }
}
