package io.millrace.inference.registry;

import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.OutputTag;

/** Makes the operator where it runs; only a factory is given the task's mailbox. */
final class VerifierOperatorFactory extends AbstractStreamOperatorFactory<RowData>
        implements OneInputStreamOperatorFactory<RowData, RowData> {

    private final RegistryPlan plan;
    private final OutputTag<RowData> refusedTag;

    VerifierOperatorFactory(RegistryPlan plan, OutputTag<RowData> refusedTag) {
        this.plan = plan;
        this.refusedTag = refusedTag;
    }

    @Override
    // the interface asks for a type that only the caller knows
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends StreamOperator<RowData>> T createStreamOperator(
            StreamOperatorParameters<RowData> parameters) {
        VerifierOperator operator =
                new VerifierOperator(
                        plan,
                        refusedTag,
                        parameters.getMailboxExecutor(),
                        parameters.getProcessingTimeService());
        operator.setup(
                parameters.getContainingTask(),
                parameters.getStreamConfig(),
                parameters.getOutput());
        return (T) operator;
    }

    @Override
    public Class<VerifierOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return VerifierOperator.class;
    }
}
