package io.millrace.inference.stage;

import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.util.OutputTag;

/** Puts a model into a stream. */
public final class ScoringStage {

    /** A lineup: {@link io.millrace.inference.lineup.LineupBytes} in a column. */
    public static final RowType LINEUPS =
            new RowType(
                    false,
                    List.of(
                            new RowType.RowField(
                                    "lineup", new VarBinaryType(false, VarBinaryType.MAX_LENGTH))));

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

    /**
     * Scores a stream of rows with versions of a model that come and go; inserts only. The uid is
     * the same as without: a job may get a registry, and go on from its savepoint.
     *
     * @param type of the rows
     * @param lineups rows of {@link #LINEUPS}, from one subtask, idle as to watermarks
     * @throws IllegalArgumentException with all that is wrong with the columns
     */
    public static SwitchingOutput apply(
            SwitchingPlan plan,
            DataStream<RowData> rows,
            RowType type,
            DataStream<RowData> lineups) {
        InternalTypeInfo<RowData> scored = InternalTypeInfo.of(plan.outputType(type));
        OutputTag<RowData> rejected =
                new OutputTag<>("rejected", InternalTypeInfo.of(plan.rejectedType(type)));
        OutputTag<RowData> shadow = new OutputTag<>("shadow", scored);
        SingleOutputStreamOperator<RowData> operator =
                rows.connect(lineups.broadcast())
                        .transform(
                                "Score with " + plan.folder().card().name(),
                                scored,
                                new SwitchingOperatorFactory(plan, type, rejected, shadow))
                        .uid(uid(plan.folder()));
        return new SwitchingOutput(
                operator, operator.getSideOutput(shadow), operator.getSideOutput(rejected));
    }
}
