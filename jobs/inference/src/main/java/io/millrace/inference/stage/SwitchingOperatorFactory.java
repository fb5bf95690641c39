package io.millrace.inference.stage;

import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperatorFactory;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.OutputTag;

/** Makes the operator where it runs; only a factory is given the task's mailbox. */
final class SwitchingOperatorFactory extends AbstractStreamOperatorFactory<RowData>
        implements TwoInputStreamOperatorFactory<RowData, RowData, RowData> {

    private final SwitchingPlan plan;
    private final RowType rowType;
    private final OutputTag<RowData> rejectedTag;
    private final OutputTag<RowData> shadowTag;

    SwitchingOperatorFactory(
            SwitchingPlan plan,
            RowType rowType,
            OutputTag<RowData> rejectedTag,
            OutputTag<RowData> shadowTag) {
        this.plan = plan;
        this.rowType = rowType;
        this.rejectedTag = rejectedTag;
        this.shadowTag = shadowTag;
        this.chainingStrategy = ChainingStrategy.ALWAYS;
    }

    @Override
    // the interface asks for a type that only the caller knows
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends StreamOperator<RowData>> T createStreamOperator(
            StreamOperatorParameters<RowData> parameters) {
        SwitchingOperator operator =
                new SwitchingOperator(
                        plan,
                        rowType,
                        rejectedTag,
                        shadowTag,
                        parameters.getMailboxExecutor(),
                        parameters.getProcessingTimeService());
        operator.setup(
                parameters.getContainingTask(),
                parameters.getStreamConfig(),
                parameters.getOutput());
        return (T) operator;
    }

    @Override
    public Class<SwitchingOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return SwitchingOperator.class;
    }
}
