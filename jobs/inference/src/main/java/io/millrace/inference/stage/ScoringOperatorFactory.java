package io.millrace.inference.stage;

import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.OutputTag;

/** Makes the operator where it runs; only a factory is given the task's mailbox. */
final class ScoringOperatorFactory extends AbstractStreamOperatorFactory<RowData>
        implements OneInputStreamOperatorFactory<RowData, RowData> {

    private final ScoringPlan plan;
    private final RowType rowType;
    private final OutputTag<RowData> rejectedTag;

    ScoringOperatorFactory(ScoringPlan plan, RowType rowType, OutputTag<RowData> rejectedTag) {
        this.plan = plan;
        this.rowType = rowType;
        this.rejectedTag = rejectedTag;
        this.chainingStrategy = ChainingStrategy.ALWAYS;
    }

    @Override
    // the interface asks for a type that only the caller knows
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends StreamOperator<RowData>> T createStreamOperator(
            StreamOperatorParameters<RowData> parameters) {
        ScoringOperator operator =
                new ScoringOperator(
                        plan,
                        rowType,
                        rejectedTag,
                        parameters.getMailboxExecutor(),
                        parameters.getProcessingTimeService());
        operator.setup(
                parameters.getContainingTask(),
                parameters.getStreamConfig(),
                parameters.getOutput());
        return (T) operator;
    }

    @Override
    public Class<ScoringOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return ScoringOperator.class;
    }
}
