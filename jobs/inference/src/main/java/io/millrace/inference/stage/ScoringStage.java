package io.millrace.inference.stage;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.OutputTag;

/** Puts a model into a stream. */
public final class ScoringStage {

    private ScoringStage() {}

    /** The operator's uid: {@code model-<name>}, whatever the version. */
    public static String uid(ScoringPlan plan) {
        return "model-" + plan.card().name();
    }

    /**
     * Scores a stream of rows; inserts only.
     *
     * @param type of the rows
     * @throws IllegalArgumentException with all that is wrong with the columns; the model itself is
     *     checked when the operator opens, before it takes a row
     */
    public static StageOutput apply(ScoringPlan plan, DataStream<RowData> rows, RowType type) {
        RowType scored = plan.outputType(type);
        OutputTag<RowData> rejected =
                new OutputTag<>("rejected", InternalTypeInfo.of(plan.rejectedType(type)));
        SingleOutputStreamOperator<RowData> operator =
                rows.transform(
                                "Score with " + plan.card().name(),
                                InternalTypeInfo.of(scored),
                                new ScoringOperatorFactory(plan, type, rejected))
                        .uid(uid(plan));
        return new StageOutput(operator, operator.getSideOutput(rejected));
    }
}
