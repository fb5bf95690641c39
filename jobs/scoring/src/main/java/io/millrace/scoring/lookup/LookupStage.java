package io.millrace.scoring.lookup;

import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/**
 * The lookup as an operator: rows keep their order, and wait in the checkpoint while they ask.
 *
 * <pre>
 *   rows ──▶ [lookup-&lt;name&gt;: cache, ask, retry] ──▶ rows + columns
 * </pre>
 *
 * With object reuse Flink's async operator copies the rows that wait.
 */
public final class LookupStage {

    /** Rows that may wait for answers at once, per subtask. */
    private static final int WAITING = 256;

    private LookupStage() {}

    /** Adds the lookup to the job. */
    public static SingleOutputStreamOperator<RowData> apply(
            LookupPlan plan, LookupSource source, DataStream<RowData> rows) {
        return AsyncDataStream.orderedWait(
                        rows,
                        new LookupCall(plan, source),
                        LookupCall.patience(plan).toMillis(),
                        TimeUnit.MILLISECONDS,
                        WAITING)
                .returns(InternalTypeInfo.of(plan.outputType()))
                .uid("lookup-" + plan.name())
                .name("lookup " + plan.name());
    }
}
