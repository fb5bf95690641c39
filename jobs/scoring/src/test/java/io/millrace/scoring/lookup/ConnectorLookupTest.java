package io.millrace.scoring.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.connector.source.LookupTableSource.LookupRuntimeProvider;
import org.apache.flink.table.connector.source.lookup.AsyncLookupFunctionProvider;
import org.apache.flink.table.connector.source.lookup.FullCachingLookupProvider;
import org.apache.flink.table.connector.source.lookup.LookupFunctionProvider;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.AsyncLookupFunction;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.LookupFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Flink promises a connector's function holds when we call it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ConnectorLookupTest {

    private static final int BROKEN = 13;
    private static final int STUCK = 99;

    /** What the copies of a function report; they are made by serialization. */
    private static final Queue<String> EVENTS = new ConcurrentLinkedQueue<>();

    private static final Set<Object> INSTANCES = ConcurrentHashMap.newKeySet();
    private static final Set<Thread> THREADS = ConcurrentHashMap.newKeySet();

    private final FunctionContext context =
            new FunctionContext(null, getClass().getClassLoader(), new Configuration());

    @BeforeEach
    void forget() {
        EVENTS.clear();
        INSTANCES.clear();
        THREADS.clear();
    }

    @Test
    void shouldCallEachInstanceOnOneThreadAtATime() throws Exception {
        try (LookupSource.Session session = open(new Blocking(), 3)) {
            List<CompletableFuture<Collection<RowData>>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(session.apply(GenericRowData.of(i % BROKEN)));
            }
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
            assertThat(answers.get(5).join())
                    .singleElement()
                    .extracting(row -> row.getInt(0))
                    .isEqualTo(5);
        }
        assertThat(INSTANCES).hasSizeBetween(1, 3);
        assertThat(THREADS).hasSizeBetween(1, 3);
        assertThat(EVENTS).containsOnly("closed").hasSize(3);
    }

    @Test
    void shouldRefuseARequestThatFailsAndGoOn() throws Exception {
        try (LookupSource.Session session = open(new Blocking(), 1)) {
            CompletableFuture<Collection<RowData>> failed =
                    session.apply(GenericRowData.of(BROKEN));
            assertThatThrownBy(failed::join).hasRootCauseMessage("no such host");
            assertThat(session.apply(GenericRowData.of(1)).join()).hasSize(1);
        }
    }

    @Test
    void shouldCloseAFunctionOnlyWhenItsLookupHasEnded() throws Exception {
        LookupSource.Session session = open(new Blocking(), 1);
        var unused = session.apply(GenericRowData.of(STUCK));
        await().atMost(Duration.ofSeconds(90)).until(() -> EVENTS.contains("stuck"));
        session.close();
        assertThat(EVENTS).containsExactly("stuck", "ended", "closed");
    }

    @Test
    void shouldCloseWhatWasOpenedWhenOneCannotOpen() {
        assertThatThrownBy(() -> open(new OpensTwice(), 3)).hasMessage("too many clients");
        assertThat(EVENTS).containsExactly("opened", "opened", "closed", "closed", "closed");
    }

    @Test
    void shouldShowTheJobsClassesToTheThreads() throws Exception {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        ClassLoader ofTheJob = new ClassLoader(before) {};
        current.setContextClassLoader(ofTheJob);
        LookupSource.Session session;
        try {
            session = open(new Blocking(), 1);
        } finally {
            current.setContextClassLoader(before);
        }
        try (session) {
            session.apply(GenericRowData.of(1)).join();
            assertThat(THREADS).extracting(Thread::getContextClassLoader).containsExactly(ofTheJob);
        }
    }

    @Test
    void shouldCallAnAsynchronousFunctionOnOneThread() throws Exception {
        LookupSource source =
                ConnectorLookup.of(AsyncLookupFunctionProvider.of(new Asynchronous()), "names");
        try (LookupSource.Session session = source.open(context, 4)) {
            session.apply(GenericRowData.of(1)).join();
            CompletableFuture.runAsync(() -> session.apply(GenericRowData.of(2)).join()).join();
        }
        assertThat(THREADS).hasSize(1).doesNotContain(Thread.currentThread());
        assertThat(EVENTS).containsExactly("closed");
    }

    @Test
    void shouldMakeAFailedRequestOfWhatAnAsynchronousFunctionThrows() throws Exception {
        LookupSource source =
                ConnectorLookup.of(AsyncLookupFunctionProvider.of(new Asynchronous()), "names");
        try (LookupSource.Session session = source.open(context, 4)) {
            CompletableFuture<Collection<RowData>> failed =
                    session.apply(GenericRowData.of(BROKEN));
            assertThatThrownBy(failed::join).hasRootCauseMessage("pool is closed");
        }
    }

    @Test
    void shouldRefuseAConnectorThatLoadsTheWholeTable() {
        LookupRuntimeProvider full = FullCachingLookupProvider.of(null, null);
        assertThatThrownBy(() -> ConnectorLookup.of(full, "names"))
                .hasMessageContaining("lookup table names")
                .hasMessageContaining("'lookup.cache' = 'FULL'")
                .hasMessageContaining("features.yaml");
    }

    @Test
    void shouldRefuseAProviderOfAnotherKind() {
        assertThatThrownBy(() -> ConnectorLookup.of(new LookupRuntimeProvider() {}, "names"))
                .hasMessageContaining("lookup table names")
                .hasMessageContaining("AsyncLookupFunction");
    }

    private LookupSource.Session open(LookupFunction function, int concurrency) throws Exception {
        return ConnectorLookup.of(LookupFunctionProvider.of(function), "names")
                .open(context, concurrency);
    }

    /** Answers a key with itself, and reports who calls it while it is busy. */
    static class Blocking extends LookupFunction {
        private static final long serialVersionUID = 1L;

        private final AtomicBoolean busy = new AtomicBoolean();

        @Override
        public Collection<RowData> lookup(RowData key) throws IOException {
            if (!busy.compareAndSet(false, true)) {
                EVENTS.add("called by two threads");
            }
            INSTANCES.add(this);
            THREADS.add(Thread.currentThread());
            try {
                return answer(key);
            } finally {
                busy.set(false);
            }
        }

        private static Collection<RowData> answer(RowData key) throws IOException {
            if (key.getInt(0) == BROKEN) {
                throw new IOException("no such host");
            }
            if (key.getInt(0) == STUCK) {
                EVENTS.add("stuck");
                waitForTheInterrupt();
                EVENTS.add("ended");
            }
            return List.of(GenericRowData.of(key.getInt(0)));
        }

        /** And then takes a moment, in which a hasty caller would close the connection. */
        private static void waitForTheInterrupt() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
                while (System.nanoTime() < end && !EVENTS.contains("closed while busy")) {
                    Thread.onSpinWait();
                }
            }
        }

        @Override
        public void close() {
            EVENTS.add(busy.get() ? "closed while busy" : "closed");
        }
    }

    /** The third instance gets no connection. */
    static class OpensTwice extends Blocking {
        private static final long serialVersionUID = 1L;

        @Override
        public void open(FunctionContext context) throws IOException {
            if (EVENTS.size() == 2) {
                throw new IOException("too many clients");
            }
            EVENTS.add("opened");
        }
    }

    static class Asynchronous extends AsyncLookupFunction {
        private static final long serialVersionUID = 1L;

        @Override
        public CompletableFuture<Collection<RowData>> asyncLookup(RowData key) {
            THREADS.add(Thread.currentThread());
            if (key.getInt(0) == BROKEN) {
                throw new IllegalStateException("pool is closed");
            }
            return CompletableFuture.completedFuture(List.of(key));
        }

        @Override
        public void close() {
            EVENTS.add("closed");
        }
    }
}
