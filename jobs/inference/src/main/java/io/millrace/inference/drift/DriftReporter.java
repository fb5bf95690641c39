package io.millrace.inference.drift;

import java.util.Arrays;
import java.util.List;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/**
 * Adds up what the subtasks counted and compares it with the baseline.
 *
 * <p>Metrics, of the newest stretch, under {@code drift.<column>}: {@code psi}, {@code nullRate}.
 */
final class DriftReporter extends TallyingOperator {
    private static final long serialVersionUID = 1L;

    private final DriftPlan plan;

    private transient double[] indexes;
    private transient double[] nullRates;
    private transient StreamRecord<RowData> out;

    DriftReporter(List<Measured> columns, DriftPlan plan) {
        super(columns, plan.window().toMillis());
        this.plan = plan;
    }

    @Override
    public void open() throws Exception {
        super.open();
        out = new StreamRecord<>(null);
        indexes = new double[columns.size()];
        nullRates = new double[columns.size()];
        Arrays.fill(indexes, Double.NaN);
        Arrays.fill(nullRates, Double.NaN);
        MetricGroup group = getMetricGroup().addGroup("drift");
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            MetricGroup of = group.addGroup("column", columns.get(i).name());
            of.gauge("psi", () -> indexes[column]);
            of.gauge("nullRate", () -> nullRates[column]);
        }
    }

    @Override
    public void processElement(StreamRecord<RowData> record) {
        merge(record.getValue());
    }

    @Override
    void emit(TallyBook.Stretch stretch, Tally tally) {
        for (int i = 0; i < columns.size(); i++) {
            out.replace(row(stretch, tally, i), stretch.start() + window - 1);
            output.collect(out);
        }
    }

    private RowData row(TallyBook.Stretch stretch, Tally tally, int i) {
        Measured column = columns.get(i);
        boolean counted = Arrays.stream(tally.counts(i)).sum() > 0;
        Double index = counted ? column.bins().stabilityIndex(tally.counts(i)) : null;
        indexes[i] = index == null ? Double.NaN : index;
        nullRates[i] = tally.nullRate(i);
        boolean moved =
                (index != null && index > plan.stabilityIndex())
                        || Math.abs(nullRates[i] - column.nullRate()) > plan.nullRateChange();
        return GenericRowData.of(
                TimestampData.fromEpochMillis(stretch.start()),
                TimestampData.fromEpochMillis(stretch.start() + window),
                StringData.fromString(plan.card().name()),
                StringData.fromString(stretch.version()),
                StringData.fromString(column.name()),
                tally.rows(),
                index,
                nullRates[i],
                column.nullRate(),
                moved && tally.rows() >= plan.leastRows());
    }
}
