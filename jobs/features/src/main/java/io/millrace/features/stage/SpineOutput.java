package io.millrace.features.stage;

import io.millrace.features.plan.EntityPlan;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.utils.JoinedRowData;
import org.apache.flink.util.OutputTag;

/**
 * What leaves an entity's operator, and what is counted.
 *
 * <pre>
 * spineRowsWithoutKey    answered with null features
 * rowsLate               came behind the watermark, and were applied on arrival
 * rowsTooLate            rejected: late, and past what every view keeps
 * rowsExpiredOnArrival   in time, but of an event that no window reaches
 * unmatchedRetractions   of rows that are not in the state, as a rule because they expired
 * </pre>
 */
final class SpineOutput {
    private final EntityPlan plan;
    private final Output<StreamRecord<RowData>> output;
    private final List<OutputTag<RowData>> rejected;
    private final Counter withoutKey;
    private final Counter late;
    private final Counter tooLate;
    private final Counter expiredOnArrival;
    private final Counter unmatchedRetractions;

    SpineOutput(
            EntityPlan plan,
            Output<StreamRecord<RowData>> output,
            List<OutputTag<RowData>> rejected,
            MetricGroup metrics) {
        this.plan = plan;
        this.output = output;
        this.rejected = rejected;
        this.withoutKey = metrics.counter("spineRowsWithoutKey");
        this.late = metrics.counter("rowsLate");
        this.tooLate = metrics.counter("rowsTooLate");
        this.expiredOnArrival = metrics.counter("rowsExpiredOnArrival");
        this.unmatchedRetractions = metrics.counter("unmatchedRetractions");
    }

    /** A spine row of its own kind, with features, at its event time. */
    void emit(EntityRow row, GenericRowData features) {
        RowData out = new JoinedRowData(row.kind, row.row, features);
        output.collect(new StreamRecord<>(out, row.time));
    }

    void emitWithoutEntity(EntityRow row, GenericRowData features) {
        withoutKey.inc();
        emit(row, features);
    }

    void late() {
        late.inc();
    }

    void unmatchedRetraction() {
        unmatchedRetractions.inc();
    }

    /** A row that no window reaches was late, or has been that old when it became known. */
    void pastEveryView(EntityRow row, long watermark) {
        boolean hasKnownTime = plan.inputs().get(row.input).source().knownIndex() >= 0;
        boolean snapshot = hasKnownTime && row.known <= 0;
        if (snapshot || row.known > watermark) {
            expiredOnArrival.inc();
            return;
        }
        tooLate.inc();
        String reason =
                "late: event time "
                        + row.time
                        + " ms is past what every view of entity "
                        + plan.entity()
                        + " keeps at watermark "
                        + watermark
                        + " ms; raise the view's lateness to keep more";
        RowData out = new JoinedRowData(row.row, GenericRowData.of(StringData.fromString(reason)));
        output.collect(rejected.get(row.input), new StreamRecord<>(out, row.time));
    }
}
