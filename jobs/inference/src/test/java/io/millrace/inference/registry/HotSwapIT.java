package io.millrace.inference.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.inference.fixture.PlainRuntime;
import io.millrace.inference.fixture.TestModels;
import io.millrace.inference.registry.Plant.Scored;
import io.millrace.inference.session.SessionCache;
import io.millrace.inference.stage.SwitchingPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions of a model that come and go while rows are scored, and while tasks fail. */
class HotSwapIT {

    private static final int SUBTASKS = 2;
    private static final int MACHINES = 10;
    private static final long MONDAY = 1_767_571_200_000L;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(SUBTASKS)
                            .build());

    @TempDir private Path folder;

    private Plant plant;

    @BeforeEach
    void makeModels() throws Exception {
        plant = new Plant(folder);
        for (int version = 1; version <= 6; version++) {
            plant.model(String.valueOf(version), TestModels.trees(Plant.FEATURES, 20, 4, version));
        }
    }

    private SwappingJob job(Configuration more) throws Exception {
        return new SwappingJob(
                        new SwitchingPlan(plant.plan("1"), null, true),
                        id -> Plant.reading(id, id % MACHINES, MONDAY + id * 10),
                        more)
                .start();
    }

    private static Configuration unaligned(boolean unaligned) {
        return new Configuration().set(CheckpointingOptions.ENABLE_UNALIGNED, unaligned);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldSwitchOnceForEachKeyHoweverTasksFail(boolean unaligned) throws Exception {
        Saboteur.Moment[] moments = Saboteur.Moment.values();
        try (SwappingJob job = job(unaligned(unaligned))) {
            flow(job, () -> job.committed("1") >= 500);
            for (int i = 0; i < moments.length; i++) {
                String version = String.valueOf(i + 2);
                int failures = job.saboteur.failures();
                job.saboteur.fail(moments[i], version);
                job.change(plant.row(RowKind.INSERT, version, "champion"));
                flow(
                        job,
                        () -> job.saboteur.failures() > failures && job.committed(version) >= 500);
            }
            job.rows.end();
            job.registry.end();
            job.client().getJobExecutionResult().get();

            assertThat(job.saboteur.failures()).isEqualTo(moments.length);
            assertEveryRowIsScoredOnce(job);
            assertOneSwitchAVersion(job.committed(), List.of("1", "2", "3", "4", "5"));
        }
        assertThat(SessionCache.ofThisProcess().size()).isZero();
    }

    /** Lets rows through, a few at a time, until the condition holds. */
    private static void flow(SwappingJob job, Callable<Boolean> until) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () -> {
                            if (job.rows.released() - job.scored.rows().size() < 20_000) {
                                job.rows.release(500);
                            }
                            return until.call();
                        });
    }

    private void assertEveryRowIsScoredOnce(SwappingJob job) throws Exception {
        List<Scored> committed = job.committed();
        assertThat(committed.stream().map(Scored::id).sorted())
                .containsExactlyElementsOf(
                        IntStream.range(0, (int) job.rows.released())
                                .mapToObj(Long::valueOf)
                                .toList());
        Map<String, PlainRuntime> judges = plant.judges(List.of("1", "2", "3", "4", "5", "6"));
        for (Scored row : committed) {
            assertThat(row.score()).isEqualTo(Plant.score(judges.get(row.version()), row.id()));
        }
        for (PlainRuntime judge : judges.values()) {
            judge.close();
        }
    }

    private static void assertOneSwitchAVersion(List<Scored> committed, List<String> versions) {
        Map<Long, List<String>> seen = new HashMap<>();
        committed.stream()
                .sorted(Comparator.comparingLong(Scored::id))
                .forEach(
                        row -> {
                            List<String> of =
                                    seen.computeIfAbsent(row.machine(), m -> new ArrayList<>());
                            if (of.isEmpty() || !of.get(of.size() - 1).equals(row.version())) {
                                of.add(row.version());
                            }
                        });
        assertThat(seen).hasSize(MACHINES);
        assertThat(seen.values()).allSatisfy(of -> assertThat(of).isEqualTo(versions));
    }

    @Test
    void shouldSwitchAtExactlyTheEventTimeThatIsToCome() throws Exception {
        long effectiveAt = MONDAY + 50_005;
        SwitchingPlan plan = new SwitchingPlan(plant.plan("1"), null, true);
        // up to 4 s out of order
        try (SwappingJob job =
                new SwappingJob(
                                plan,
                                id ->
                                        Plant.reading(
                                                id,
                                                id % MACHINES,
                                                MONDAY + id * 10 + (id * 7919 % 400) * 10),
                                new Configuration())
                        .start()) {
            job.rows.release(1_000);
            await().atMost(PATIENCE).until(() -> job.committed("1") == 1_000);
            job.change(plant.row(RowKind.INSERT, "2", "champion", null, effectiveAt));
            await().atMost(PATIENCE).until(() -> SessionCache.ofThisProcess().size() == 2);
            awaitCheckpoints(job);
            job.saboteur.fail(Saboteur.Moment.AT_THE_FIRST_ROW, "2");
            job.rows.release(9_000);
            await().atMost(PATIENCE).until(() -> job.scored.rows().size() == job.rows.released());

            assertThat(job.saboteur.failures()).isOne();
            assertEveryRowIsScoredOnce(job);
            assertThat(job.committed())
                    .allSatisfy(
                            row ->
                                    assertThat(row.version())
                                            .isEqualTo(row.ts() < effectiveAt ? "1" : "2"));
            assertThat(job.committed("1")).isBetween(4_000L, 6_000L);
        }
    }

    /** A row more, committed, says that a checkpoint has passed. */
    private static void awaitCheckpoints(SwappingJob job) {
        for (int i = 0; i < 2; i++) {
            int before = job.scored.rows().size();
            job.rows.release(1);
            await().atMost(PATIENCE).until(() -> job.scored.rows().size() > before);
        }
    }

    @Test
    void shouldShareKeysWithACanaryAndShowChallengersInTheShadow() throws Exception {
        SwitchingPlan plan = new SwitchingPlan(plant.plan("1"), "machine", true);
        int machines = 1_000;
        try (SwappingJob job =
                new SwappingJob(
                                plan,
                                id -> Plant.reading(id, id % machines, MONDAY + id),
                                new Configuration())
                        .start()) {
            job.change(
                    plant.row(RowKind.INSERT, "2", "canary", 20.0, null),
                    plant.row(RowKind.INSERT, "3", "challenger"),
                    plant.row(RowKind.INSERT, "4", "retired"));
            flow(job, () -> job.committed("2") >= 1_000 && !job.shadow.rows().isEmpty());
            int shadowed = job.shadow.rows().size();
            job.change(
                    plant.row(RowKind.UPDATE_BEFORE, "2", "canary", 20.0, null),
                    plant.row(RowKind.UPDATE_AFTER, "2", "champion"),
                    plant.row(RowKind.DELETE, "3", "challenger"));
            long canaries = job.committed("2");
            flow(job, () -> last(job).role().equals("champion") && last(job).version().equals("2"));
            job.rows.end();
            job.registry.end();
            job.client().getJobExecutionResult().get();

            assertEveryRowIsScoredOnce(job);
            assertThat(canaries).isPositive();
            assertThat(shadowed).isPositive();
            List<Scored> scored = job.committed();
            List<Long> keys =
                    scored.stream()
                            .filter(row -> row.role().equals("canary"))
                            .map(Scored::machine)
                            .distinct()
                            .toList();
            assertThat(keys).hasSizeBetween(150, 250);
            assertThat(scored)
                    .filteredOn(row -> row.role().equals("canary"))
                    .allSatisfy(row -> assertThat(row.version()).isEqualTo("2"));
            assertThat(scored)
                    .filteredOn(row -> row.version().equals("2") && !keys.contains(row.machine()))
                    .allSatisfy(row -> assertThat(row.role()).isEqualTo("champion"));
            List<Scored> shadow = Scored.of(job.shadow.rows());
            Map<String, PlainRuntime> judges = plant.judges(List.of("3"));
            assertThat(shadow.stream().map(Scored::id)).doesNotHaveDuplicates();
            for (Scored row : shadow) {
                assertThat(row.version()).isEqualTo("3");
                assertThat(row.role()).isEqualTo("challenger");
                assertThat(row.score()).isEqualTo(Plant.score(judges.get("3"), row.id()));
            }
            judges.get("3").close();
            assertThat(shadow.size()).isLessThan(scored.size());
        }
    }

    private static Scored last(SwappingJob job) {
        List<Scored> all = job.committed();
        return all.get(all.size() - 1);
    }
}
