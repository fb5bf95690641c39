package io.millrace.inference.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.inference.batch.BatchRunner;
import io.millrace.inference.batch.Binding;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.fixture.Cards;
import io.millrace.inference.fixture.PlainRuntime;
import io.millrace.inference.fixture.TestModels;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SessionCacheTest {

    private static final int FEATURES = 6;

    @TempDir private Path folder;

    private final SessionCache cache = new SessionCache();

    @Test
    void shouldShareASessionUntilTheLastLeaseIsGivenBack() throws Exception {
        Model model = model(1);
        SessionLease first = lease(model);
        SessionLease second = lease(model);
        SessionLease bare = cache.lease(model.uri, null, store());

        assertThat(second.session()).isSameAs(first.session()).isSameAs(bare.session());
        first.close();
        first.close();
        bare.close();
        assertThat(score(second.session(), model)).isEqualTo(model.expected);
        second.close();

        assertThat(cache.size()).isZero();
        assertThatThrownBy(() -> score(second.session(), model))
                .isInstanceOf(IllegalStateException.class);
        try (SessionLease again = lease(model)) {
            assertThat(again.session()).isNotSameAs(first.session());
        }
    }

    @Test
    void shouldForgetAModelThatDoesNotLoad() throws Exception {
        Path broken = Files.write(folder.resolve("broken.onnx"), new byte[] {1, 2, 3});

        assertThatThrownBy(() -> cache.lease(broken.toUri(), null, store()))
                .isInstanceOf(ModelRefusedException.class);
        assertThat(cache.size()).isZero();
    }

    /** Any of the three ways to kill the JVM would end this test, and all others, at once. */
    @Test
    void shouldSurviveSessionsThatAreClosedSwappedAndFailedUnderRunningThreads() throws Exception {
        List<Model> models = List.of(model(1), model(2), model(3));
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong runs = new AtomicLong();
        AtomicLong refusals = new AtomicLong();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Random random = new Random(i);
                work.add(threads.submit(() -> swap(models, random, over, runs, refusals)));
            }
            work.add(threads.submit(() -> fail(over)));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .until(
                            () ->
                                    (runs.get() >= 1_000 && refusals.get() >= 50)
                                            || work.stream().anyMatch(Future::isDone));
            over.set(true);
            for (Future<?> each : work) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(cache.size()).isZero();
        assertThat(runs.get()).isGreaterThanOrEqualTo(1_000);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldGiveNativeMemoryBack() throws Exception {
        ModelBytes large = new ModelBytes("large", TestModels.linear(1 << 18, 1));
        for (int i = 0; i < 20; i++) {
            ModelSession.load(large).close();
        }
        long before = residentBytes();
        for (int i = 0; i < 150; i++) {
            ModelSession.load(large).close();
        }

        // a leak would be 150 models of 1 MB
        assertThat(residentBytes() - before).isLessThan(75L << 20);
    }

    /** Leases, runs, and closes the session itself now and then, while others run it. */
    private Void swap(
            List<Model> models,
            Random random,
            AtomicBoolean over,
            AtomicLong runs,
            AtomicLong refusals)
            throws Exception {
        while (!over.get()) {
            Model model = models.get(random.nextInt(models.size()));
            try (SessionLease lease = lease(model)) {
                for (int i = random.nextInt(20); i > 0; i--) {
                    assertThat(score(lease.session(), model)).isEqualTo(model.expected);
                    runs.incrementAndGet();
                }
                if (random.nextInt(10) == 0) {
                    lease.session().close();
                }
            } catch (IllegalStateException e) {
                refusals.incrementAndGet();
            }
        }
        return null;
    }

    private Void fail(AtomicBoolean over) throws Exception {
        byte[] whole = TestModels.linear(FEATURES, 9);
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        URI broken = Files.write(folder.resolve("half.onnx"), half).toUri();
        while (!over.get()) {
            assertThatThrownBy(() -> cache.lease(broken, null, store()))
                    .isInstanceOf(ModelRefusedException.class);
        }
        return null;
    }

    private static float score(ModelSession session, Model model) throws Exception {
        Binding binding = Binding.of(model.card, session.signature());
        try (BatchRunner runner = new BatchRunner(session, binding, 4)) {
            for (int i = 0; i < FEATURES; i++) {
                runner.cell(i).put(3, (double) i);
            }
            runner.run(4);
            return (float) runner.column(0).value(3);
        }
    }

    private SessionLease lease(Model model) throws Exception {
        return cache.lease(model.uri, model.card.sha256(), store());
    }

    private ModelStore store() {
        return new ModelStore(folder, ModelStore.DEFAULT_LIMIT);
    }

    private record Model(URI uri, ModelCard card, float expected) {}

    private Model model(long seed) throws Exception {
        byte[] bytes = TestModels.trees(FEATURES, 10, 4, seed);
        Path file = Files.write(folder.resolve(seed + ".onnx"), bytes);
        try (PlainRuntime plain = new PlainRuntime(bytes)) {
            float expected = plain.score(0, 1, 2, 3, 4, 5);
            return new Model(file.toUri(), Cards.score(bytes, FEATURES), expected);
        }
    }

    private static long residentBytes() throws IOException {
        String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1);
        return Long.parseLong(pages[1]) * 4096;
    }
}
