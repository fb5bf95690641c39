package io.millrace.scoring.lookup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.LookupFunction;
import org.apache.flink.util.InstantiationUtil;

/** A pool of threads, and as many instances of a blocking lookup function. */
final class BlockingSession implements LookupSource.Session {

    private final List<LookupFunction> functions;
    private final BlockingQueue<LookupFunction> idle;
    private final ExecutorService threads;

    private BlockingSession(List<LookupFunction> functions) {
        this.functions = functions;
        this.idle = new ArrayBlockingQueue<>(functions.size(), false, functions);
        this.threads =
                Executors.newFixedThreadPool(
                        functions.size(),
                        work -> {
                            Thread thread = new Thread(work, "lookup");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    static BlockingSession open(LookupFunction template, FunctionContext context, int concurrency)
            throws Exception {
        List<LookupFunction> functions = new ArrayList<>();
        for (int i = 0; i < concurrency; i++) {
            LookupFunction function =
                    InstantiationUtil.clone(template, template.getClass().getClassLoader());
            function.open(context);
            functions.add(function);
        }
        return new BlockingSession(functions);
    }

    @Override
    public CompletableFuture<Collection<RowData>> apply(RowData key) {
        return CompletableFuture.supplyAsync(() -> ask(key), threads);
    }

    private Collection<RowData> ask(RowData key) {
        LookupFunction function = idle.remove(); // as many instances as threads: never empty
        try {
            return function.lookup(key);
        } catch (IOException e) {
            throw new CompletionException(e);
        } finally {
            idle.add(function);
        }
    }

    /** Threads first: a function that is closed while it runs may leak its connection. */
    @Override
    public void close() throws Exception {
        threads.shutdownNow();
        Exception first = null;
        for (LookupFunction function : functions) {
            try {
                function.close();
            } catch (Exception e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
