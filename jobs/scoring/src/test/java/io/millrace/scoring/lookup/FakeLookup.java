package io.millrace.scoring.lookup;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.FunctionContext;

/**
 * A lookup table {@code (id INT, name STRING)} that answers as the test says, request by request;
 * without a word from the test, with one row named after the key.
 */
final class FakeLookup implements LookupSource, LookupSource.Session {

    private static final long serialVersionUID = 1L;

    private final transient Deque<CompletableFuture<Collection<RowData>>> script =
            new ArrayDeque<>();
    private final transient List<Integer> asked = new ArrayList<>();
    private boolean closed;

    static RowData row(int id, String name) {
        return GenericRowData.of(id, StringData.fromString(name));
    }

    /** The next request is answered by these rows. */
    FakeLookup answers(RowData... rows) {
        script.add(CompletableFuture.completedFuture(List.of(rows)));
        return this;
    }

    /** So many requests fail. */
    FakeLookup fails(int times) {
        for (int i = 0; i < times; i++) {
            script.add(CompletableFuture.failedFuture(new IOException("connection reset")));
        }
        return this;
    }

    /** The next request is never answered. */
    FakeLookup isSilent() {
        script.add(new CompletableFuture<>());
        return this;
    }

    /** The next request is answered when the test completes it. */
    CompletableFuture<Collection<RowData>> later() {
        CompletableFuture<Collection<RowData>> answer = new CompletableFuture<>();
        script.add(answer);
        return answer;
    }

    /** The keys of all requests, in order. */
    synchronized List<Integer> asked() {
        return List.copyOf(asked);
    }

    boolean closed() {
        return closed;
    }

    @Override
    public Session open(FunctionContext context, int concurrency) {
        return this;
    }

    @Override
    public synchronized CompletableFuture<Collection<RowData>> apply(RowData key) {
        asked.add(key.getInt(0));
        return script.isEmpty()
                ? CompletableFuture.completedFuture(
                        List.of(row(key.getInt(0), "name of " + key.getInt(0))))
                : script.remove();
    }

    @Override
    public void close() {
        closed = true;
    }
}
