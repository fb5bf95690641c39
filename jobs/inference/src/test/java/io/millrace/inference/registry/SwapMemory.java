package io.millrace.inference.registry;

import static org.awaitility.Awaitility.await;

import io.millrace.inference.fixture.TestModels;
import io.millrace.inference.session.SessionCache;
import io.millrace.inference.stage.SwitchingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.types.RowKind;

/**
 * A job whose model is replaced again and again, in a JVM of its own. Prints the resident memory
 * before, after, and at most, in bytes.
 */
final class SwapMemory {

    private static final int WARM_UP = 40;
    private static final int MODELS = 4;

    /** Of the hidden layers: 2.6 MB a model. */
    private static final int WIDTH = 800;

    static final long MODEL_BYTES = 4L * WIDTH * WIDTH;
    static final String FIGURES = "swaps, before, after, most:";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private SwapMemory() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int swaps = Integer.parseInt(arguments[1]);
        Plant plant = new Plant(folder);
        for (int i = 0; i < MODELS; i++) {
            plant.model(String.valueOf(i), TestModels.large(Plant.FEATURES, WIDTH, i));
        }
        SwitchingPlan plan = new SwitchingPlan(plant.plan("0"), null, true);
        try (SwappingJob job =
                new SwappingJob(plan, id -> Plant.reading(id, id % 10, id), new Configuration())
                        .start()) {
            job.rows.release(10);
            int swap = 0;
            while (swap < WARM_UP) {
                swap(job, plant, ++swap);
            }
            long before = residentBytes();
            long most = before;
            while (swap < WARM_UP + swaps) {
                swap(job, plant, ++swap);
                most = Math.max(most, residentBytes());
            }
            System.out.printf(
                    Locale.ROOT, "%s %d %d %d %d%n", FIGURES, swaps, before, residentBytes(), most);
        }
    }

    /** Makes another one of the models champion, and retires the last. */
    private static void swap(SwappingJob job, Plant plant, int swap) {
        String next = String.valueOf(swap % MODELS);
        String last = String.valueOf((swap - 1) % MODELS);
        job.change(
                plant.row(RowKind.UPDATE_AFTER, next, "champion"),
                plant.row(RowKind.UPDATE_AFTER, last, "retired"));
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () -> {
                            job.rows.release(4);
                            String newest = job.scored.newest();
                            return newest != null
                                    && Plant.Scored.of(newest).version().equals(next)
                                    && SessionCache.ofThisProcess().size() == 1;
                        });
    }

    private static long residentBytes() throws IOException {
        String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1);
        return Long.parseLong(pages[1]) * 4096;
    }
}
