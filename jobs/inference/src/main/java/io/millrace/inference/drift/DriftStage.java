package io.millrace.inference.drift;

import io.millrace.inference.stage.EventTime;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/** Watches scored rows beside their way to the sinks. */
public final class DriftStage {

    private DriftStage() {}

    /**
     * Adds the comparison with the baseline.
     *
     * @param scored rows of the model's stage
     * @param type of the rows
     * @param versionColumn text column of {@code type} that says which version of the model scored
     * @return rows of {@link DriftPlan#outputType}
     * @throws IllegalArgumentException when the card has no baseline of any column
     */
    public static SingleOutputStreamOperator<RowData> apply(
            DriftPlan plan, DataStream<RowData> scored, RowType type, String versionColumn) {
        List<Measured> columns = plan.measured(type);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException(
                    "drift: the model's card has no baseline to compare with; `train` writes one");
        }
        String name = plan.card().name();
        return scored.transform(
                        "Count for drift of " + name,
                        InternalTypeInfo.of(TallyBook.ENTRY),
                        new DriftCounter(
                                columns,
                                plan.window().toMillis(),
                                type,
                                EventTime.of(plan.timeColumn(), type),
                                type.getFieldIndex(versionColumn)))
                .uid("drift-" + name + "-counts")
                .transform(
                        "Drift of " + name,
                        InternalTypeInfo.of(DriftPlan.outputType()),
                        new DriftReporter(columns, plan))
                .setParallelism(1)
                .setMaxParallelism(1)
                .uid("drift-" + name);
    }
}
