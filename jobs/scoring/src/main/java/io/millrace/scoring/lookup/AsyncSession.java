package io.millrace.scoring.lookup;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.AsyncLookupFunction;
import org.apache.flink.table.functions.FunctionContext;

/**
 * An asynchronous lookup function and the one thread that calls it. Retries start on threads of
 * timers and connectors, and Flink promises such a function that one thread calls it.
 */
final class AsyncSession implements LookupSource.Session {

    private final AsyncLookupFunction function;
    private final ExecutorService thread;

    private AsyncSession(AsyncLookupFunction function, ExecutorService thread) {
        this.function = function;
        this.thread = thread;
    }

    static AsyncSession open(AsyncLookupFunction function, FunctionContext context)
            throws Exception {
        function.open(context);
        return new AsyncSession(function, BlockingSession.threads(1));
    }

    /** What the function throws while it is called is a failed request like any other. */
    @Override
    public CompletableFuture<Collection<RowData>> apply(RowData key) {
        return CompletableFuture.completedFuture(key)
                .thenComposeAsync(function::asyncLookup, thread);
    }

    @Override
    public void close() throws Exception {
        try {
            BlockingSession.end(thread);
        } finally {
            function.close();
        }
    }
}
