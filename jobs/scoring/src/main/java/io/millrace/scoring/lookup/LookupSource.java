package io.millrace.scoring.lookup;

import java.io.Serializable;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.FunctionContext;

/** A lookup table's function, opened on a task. The port behind which Flink's connectors stand. */
public interface LookupSource extends Serializable {

    /**
     * Opens connections for one subtask.
     *
     * @param concurrency how many requests may be under way at once
     * @return what answers a key (the table's key columns, internal format) with all matching rows;
     *     a failed request completes exceptionally
     */
    Session open(FunctionContext context, int concurrency) throws Exception;

    /** An open lookup. */
    interface Session
            extends Function<RowData, CompletableFuture<Collection<RowData>>>, AutoCloseable {}
}
