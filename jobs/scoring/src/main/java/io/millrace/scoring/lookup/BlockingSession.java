package io.millrace.scoring.lookup;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.LookupFunction;
import org.apache.flink.util.InstantiationUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pool of threads, and as many instances of a blocking lookup function. */
final class BlockingSession implements LookupSource.Session {

    private static final Logger LOG = LoggerFactory.getLogger(BlockingSession.class);

    /** How long a lookup under way may take to notice that the task ends. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<LookupFunction> functions;
    private final BlockingQueue<LookupFunction> idle;
    private final ExecutorService threads;

    private BlockingSession(List<LookupFunction> functions) {
        this.functions = functions;
        this.idle = new ArrayBlockingQueue<>(functions.size(), false, functions);
        this.threads = threads(functions.size());
    }

    static BlockingSession open(LookupFunction template, FunctionContext context, int concurrency)
            throws Exception {
        List<LookupFunction> functions = new ArrayList<>();
        try {
            for (int i = 0; i < concurrency; i++) {
                LookupFunction function =
                        InstantiationUtil.clone(template, context.getUserCodeClassLoader());
                functions.add(function);
                function.open(context);
            }
        } catch (Exception e) {
            closeAll(functions).ifPresent(e::addSuppressed);
            throw e;
        }
        return new BlockingSession(functions);
    }

    /** Threads that see the classes of the job, whoever makes them start. */
    static ExecutorService threads(int count) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return Executors.newFixedThreadPool(
                count,
                work -> {
                    Thread thread = new Thread(work, "lookup");
                    thread.setDaemon(true);
                    thread.setContextClassLoader(loader);
                    return thread;
                });
    }

    /** Interrupts what runs and waits for its end, but not for one that will not end. */
    static void end(ExecutorService threads) throws InterruptedException {
        threads.shutdownNow();
        if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("a lookup does not end; its connection may stay open");
        }
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
        Optional<Exception> failure;
        try {
            end(threads);
        } finally {
            failure = closeAll(functions);
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** Closes each, whatever happens to the others. */
    private static Optional<Exception> closeAll(List<LookupFunction> functions) {
        Exception first = null;
        for (LookupFunction function : functions) {
            try {
                function.close();
            } catch (Exception e) {
                first = first == null ? e : first;
            }
        }
        return Optional.ofNullable(first);
    }
}
