package io.millrace.scoring.lookup;

import org.apache.flink.table.connector.source.LookupTableSource;
import org.apache.flink.table.connector.source.lookup.AsyncLookupFunctionProvider;
import org.apache.flink.table.connector.source.lookup.LookupFunctionProvider;
import org.apache.flink.table.functions.AsyncLookupFunction;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.LookupFunction;

/**
 * The lookup function of a Flink connector. A blocking one gets a thread and an instance of its own
 * for each request under way, since Flink promises it that nobody else calls it meanwhile; an
 * asynchronous one gets a thread that makes all its calls.
 */
public final class ConnectorLookup {

    private ConnectorLookup() {}

    /**
     * Makes the provider's function something that can be asked.
     *
     * @param table named in the error when the connector offers neither kind of function
     * @throws IllegalArgumentException for a provider of a kind of its own
     */
    public static LookupSource of(LookupTableSource.LookupRuntimeProvider provider, String table) {
        if (provider instanceof AsyncLookupFunctionProvider async) {
            return new Async(async.createAsyncLookupFunction());
        }
        if (provider instanceof LookupFunctionProvider blocking) {
            LookupFunction function = blocking.createLookupFunction();
            if (function == null) {
                throw new IllegalArgumentException(
                        "lookup table "
                                + table
                                + ": its connector would load the whole table ('lookup.cache' ="
                                + " 'FULL') and cannot be asked; leave that option out, and say"
                                + " cache: { max_rows, ttl } in features.yaml");
            }
            return new BlockingLookup(function);
        }
        throw new IllegalArgumentException(
                "lookup table "
                        + table
                        + ": its connector offers "
                        + provider.getClass().getSimpleName()
                        + ", which is neither a LookupFunction nor an AsyncLookupFunction; use a"
                        + " connector that has one of them");
    }

    private record Async(AsyncLookupFunction function) implements LookupSource {
        @Override
        public Session open(FunctionContext context, int concurrency) throws Exception {
            return AsyncSession.open(function, context);
        }
    }

    private record BlockingLookup(LookupFunction function) implements LookupSource {
        @Override
        public Session open(FunctionContext context, int concurrency) throws Exception {
            return BlockingSession.open(function, context, concurrency);
        }
    }
}
