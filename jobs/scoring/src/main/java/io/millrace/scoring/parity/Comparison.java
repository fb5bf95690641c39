package io.millrace.scoring.parity;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.util.stream.IntStream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;

/**
 * Compares the rows of one name when the last has come.
 *
 * <pre>
 * key     the columns that name a row
 * state   rows   of both tables; in batch mode those of one key at a time
 * timer   event time: the end of input
 * emits   at its end, what the subtask has counted
 * </pre>
 */
final class Comparison extends AbstractStreamOperator<byte[]>
        implements OneInputStreamOperator<RowData, byte[]>, Triggerable<RowData, VoidNamespace> {

    private static final long serialVersionUID = 1L;

    /** More rows of one name than that do not name rows; nor would they fit into memory. */
    private static final int MOST = 100_000;

    private final ParityPlan plan;

    private transient InternalTimerService<VoidNamespace> timers;
    private transient ListState<RowData> rows;
    private transient RowDataSerializer tagged;
    private transient RowDataSerializer serializer;
    private transient ProjectedRowData columns;
    private transient Tally tally;
    private transient RowComparison comparison;
    private transient int logged;

    Comparison(ParityPlan plan) {
        this.plan = plan;
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers = getInternalTimerService("end", VoidNamespaceSerializer.INSTANCE, this);
        tagged = new RowDataSerializer(plan.tagged());
        rows = getPartitionedState(new ListStateDescriptor<>("rows", tagged));
        serializer = new RowDataSerializer(plan.type());
        logged = plan.type().getFieldCount();
        columns = ProjectedRowData.from(IntStream.range(0, logged).toArray());
        tally = new Tally(plan);
        comparison = new RowComparison(plan, tally);
    }

    @Override
    public void processElement(StreamRecord<RowData> element) throws Exception {
        rows.add(tagged.toBinaryRow(element.getValue()).copy());
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, Long.MAX_VALUE);
    }

    @Override
    public void onEventTime(InternalTimer<RowData, VoidNamespace> timer) throws Exception {
        Pairing pairing = new Pairing();
        int count = 0;
        for (RowData row : rows.get()) {
            if (++count > MOST) {
                throw new IllegalStateException(
                        "more than %,d rows have %s; name more columns with --match"
                                .formatted(MOST, comparison.name(row)));
            }
            BinaryRowData own = serializer.toBinaryRow(columns.replaceRow(row)).copy();
            pairing.add(own, row.getBoolean(logged));
        }
        pairing.pair(comparison::unlike, comparison::compare);
        pairing.logged().forEach(row -> tally.extra(comparison.name(row)));
        pairing.recomputed().forEach(row -> tally.missing(comparison.name(row)));
        rows.clear();
    }

    @Override
    public void onProcessingTime(InternalTimer<RowData, VoidNamespace> timer) {
        throw new IllegalStateException("there are no processing-time timers here");
    }

    @Override
    public void finish() throws Exception {
        super.finish();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        tally.write(new DataOutputStream(bytes));
        output.collect(new StreamRecord<>(bytes.toByteArray()));
    }
}
