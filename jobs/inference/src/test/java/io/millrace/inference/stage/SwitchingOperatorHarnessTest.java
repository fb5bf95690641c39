package io.millrace.inference.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.inference.card.ModelCard;
import io.millrace.inference.fixture.Cards;
import io.millrace.inference.fixture.PlainRuntime;
import io.millrace.inference.fixture.TestModels;
import io.millrace.inference.lineup.LineupEntry;
import io.millrace.inference.lineup.ModelVersion;
import io.millrace.inference.lineup.Role;
import io.millrace.inference.session.ModelRefusedException;
import io.millrace.inference.session.SessionCache;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.annotation.Nullable;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwitchingOperatorHarnessTest {

    private static final int FEATURES = 2;
    private static final RowType ROWS = ScoringHarness.rows(FEATURES);

    @TempDir private Path folder;

    private final Map<String, byte[]> models = new HashMap<>();
    private SwitchingPlan plan;

    @BeforeEach
    void makeModels() throws Exception {
        for (int i = 1; i <= 4; i++) {
            byte[] model = TestModels.linear(FEATURES, i);
            models.put(String.valueOf(i), model);
            Files.write(folder.resolve(i + ".onnx"), model);
        }
        plan = new SwitchingPlan(ScoringPlan.of(uri("1"), card("1")), null, true);
    }

    @AfterEach
    void checkThatNothingIsHeld() {
        assertThat(SessionCache.ofThisProcess().size()).isZero();
    }

    private URI uri(String version) {
        return folder.resolve(version + ".onnx").toUri();
    }

    private ModelCard card(String version) {
        byte[] model = models.getOrDefault(version, new byte[0]);
        ModelCard card = Cards.score(model, FEATURES);
        return new ModelCard(
                card.name(),
                version,
                card.sha256(),
                null,
                null,
                card.inputs(),
                card.outputs(),
                List.of(),
                null,
                List.of());
    }

    private LineupEntry entry(String version, Role role, @Nullable Long time, long sequence) {
        ModelVersion model = new ModelVersion(uri(version), card(version), false);
        return new LineupEntry(model, role, 0, time, sequence);
    }

    private LineupEntry champion(String version, long sequence) {
        return entry(version, Role.CHAMPION, null, sequence);
    }

    @Test
    void shouldSwitchAtTheBarrierAfterTheDecision() throws Exception {
        try (SwitchingHarness harness = SwitchingHarness.open(plan, ROWS, null)) {
            harness.row(1, 1_000, 1, 2);
            harness.lineup(champion("2", 1));
            harness.row(2, 2_000, 1, 2);
            harness.idle();
            harness.row(3, 3_000, 1, 2);
            harness.barrier();
            harness.row(4, 500, 1, 2);
            harness.barrier();

            assertThat(harness.versions()).containsExactly("1", "1", "1", "2");
            assertThat(SessionCache.ofThisProcess().size()).isOne();
        }
    }

    @Test
    void shouldGoOnAfterARestoreAsIfNothingHadHappened() throws Exception {
        OperatorSubtaskState before;
        OperatorSubtaskState decided;
        try (SwitchingHarness harness = SwitchingHarness.open(plan, ROWS, null)) {
            harness.row(1, 1_000, 1, 2);
            before = harness.barrier();
            harness.lineup(champion("2", 1));
            harness.row(2, 2_000, 1, 2);
            decided = harness.barrier();
        }
        try (SwitchingHarness harness = SwitchingHarness.open(plan, ROWS, before)) {
            harness.row(2, 2_000, 1, 2);
            harness.barrier();
            assertThat(harness.versions()).containsExactly("1");
        }
        try (SwitchingHarness harness = SwitchingHarness.open(plan, ROWS, decided)) {
            harness.row(3, 3_000, 1, 2);
            // the verifier says again what it knows
            harness.lineup(champion("2", 1));
            harness.row(4, 3_000, 1, 2);
            harness.barrier();
            assertThat(harness.versions()).containsExactly("2", "2");
        }
    }

    @Test
    void shouldBeginWithTheRegistrysChampionWhenItIsKnownBeforeTheFirstRow() throws Exception {
        try (SwitchingHarness harness = SwitchingHarness.open(plan, ROWS, null)) {
            harness.lineup(champion("2", 1));
            harness.row(1, 1_000, 1, 2);
            harness.barrier();

            assertThat(harness.versions()).containsExactly("2");
        }
    }

    @Test
    void shouldSwitchInMidBatchAtTheTimeThatWasPlanned() throws Exception {
        try (SwitchingHarness harness = SwitchingHarness.open(plan, ROWS, null)) {
            harness.row(1, 1_000, 1, 2);
            harness.lineup(entry("2", Role.CHAMPION, 5_000L, 1));
            harness.barrier();
            harness.row(2, 4_999, 1, 2);
            harness.row(3, 5_000, 1, 2);
            harness.row(4, 4_998, 1, 2);
            harness.row(5, 6_000, 1, 2);
            OperatorSubtaskState state = harness.barrier();
            assertThat(harness.versions()).containsExactly("1", "1", "2", "1", "2");
            assertThat(harness.scored())
                    .extracting(SwitchingHarness.Scored::id)
                    .as("the order of their coming")
                    .containsExactly(1L, 2L, 3L, 4L, 5L);

            try (SwitchingHarness restored = SwitchingHarness.open(plan, ROWS, state)) {
                restored.row(6, 4_997, 1, 2);
                restored.row(7, 7_000, 1, 2);
                restored.barrier();
                assertThat(restored.versions()).containsExactly("1", "2");
            }
        }
    }

    @Test
    void shouldCountATimeAsPassedWhenRowsOfItWereScored() throws Exception {
        try (SwitchingHarness harness = SwitchingHarness.open(plan, ROWS, null)) {
            harness.setProcessingTime(1_000_000);
            harness.row(1, 6_000, 1, 2);
            harness.lineup(entry("2", Role.CHAMPION, 5_000L, 1));
            harness.row(2, 7_000, 1, 2);
            harness.barrier();
            harness.row(3, 4_000, 1, 2);
            harness.barrier();

            assertThat(harness.versions()).containsExactly("1", "1", "2");
        }
    }

    @Test
    void shouldNotTakeARowFromTheFutureForTheTime() throws Exception {
        try (SwitchingHarness harness = SwitchingHarness.open(plan, ROWS, null)) {
            harness.setProcessingTime(4_500);
            harness.row(1, 4_000, 1, 2);
            harness.row(2, 9_000_000, 1, 2);
            harness.lineup(entry("2", Role.CHAMPION, 5_000L, 1));
            harness.barrier();
            harness.row(3, 4_999, 1, 2);
            harness.row(4, 5_000, 1, 2);
            harness.barrier();

            assertThat(harness.versions()).containsExactly("1", "1", "1", "2");
        }
    }

    @Test
    void shouldScoreChallengersBeside() throws Exception {
        try (SwitchingHarness harness = SwitchingHarness.open(plan, ROWS, null)) {
            harness.lineup(
                    entry("2", Role.CHALLENGER, null, 1), entry("3", Role.CHALLENGER, null, 2));
            harness.row(1, 1_000, 1, 2);
            harness.row(2, 1_000, 3, 4);
            harness.barrier();

            assertThat(harness.scored())
                    .containsExactly(
                            new SwitchingHarness.Scored(1, says("1", 1, 2), "1", "champion"),
                            new SwitchingHarness.Scored(2, says("1", 3, 4), "1", "champion"));
            assertThat(harness.shadow())
                    .containsExactlyInAnyOrder(
                            new SwitchingHarness.Scored(1, says("2", 1, 2), "2", "challenger"),
                            new SwitchingHarness.Scored(1, says("3", 1, 2), "3", "challenger"),
                            new SwitchingHarness.Scored(2, says("2", 3, 4), "2", "challenger"),
                            new SwitchingHarness.Scored(2, says("3", 3, 4), "3", "challenger"));
        }
    }

    private float says(String version, float... features) throws Exception {
        try (PlainRuntime plain = new PlainRuntime(models.get(version))) {
            return plain.score(features);
        }
    }

    @Test
    void shouldFailAndBeStartedAgainWhenAVerifiedModelIsGone() throws Exception {
        Files.delete(folder.resolve("2.onnx"));
        try (SwitchingHarness harness = SwitchingHarness.open(plan, ROWS, null)) {
            harness.row(1, 1_000, 1, 2);
            harness.lineup(champion("2", 1));

            assertThatThrownBy(harness::barrier)
                    .isInstanceOf(ModelUnavailableException.class)
                    .hasMessageContaining("version '2' of the model was verified, and cannot be")
                    .matches(
                            failure ->
                                    ThrowableClassifier.findThrowableOfThrowableType(
                                                    failure, ThrowableType.NonRecoverableError)
                                            .isEmpty());
        }
    }

    @Test
    void shouldRefuseToBeginWithABadModelOfTheFolder() throws Exception {
        Files.write(folder.resolve("1.onnx"), new byte[] {1});

        assertThatThrownBy(() -> SwitchingHarness.open(plan, ROWS, null))
                .isInstanceOf(ModelRefusedException.class);
    }

    /** Keys move when the parallelism changes: nobody may fall back behind the farthest. */
    @Test
    void shouldGoOnWithTheFarthestTimelineWhenTheParallelismChanges() throws Exception {
        OperatorSubtaskState both = null;
        for (int subtask = 0; subtask < 2; subtask++) {
            try (SwitchingHarness harness = new SwitchingHarness(plan, ROWS, subtask, 2)) {
                harness.open();
                harness.setProcessingTime(1_000_000);
                harness.row(1, subtask == 0 ? 4_000 : 6_000, 1, 2);
                harness.lineup(entry("2", Role.CHAMPION, 5_000L, 1));
                OperatorSubtaskState state = harness.barrier();
                both =
                        both == null
                                ? state
                                : AbstractStreamOperatorTestHarness.repackageState(both, state);
            }
        }
        try (SwitchingHarness harness = new SwitchingHarness(plan, ROWS, 0, 1)) {
            harness.initializeState(
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(both, 8, 2, 1, 0));
            harness.open();
            harness.row(2, 4_500, 1, 2);
            harness.barrier();
            assertThat(harness.versions()).containsExactly("2");
        }
    }

    @Test
    void shouldPassTheRowsWatermarksAndHoldNoneBack() throws Exception {
        try (SwitchingHarness harness = SwitchingHarness.open(plan, ROWS, null)) {
            harness.lineupsAreIdle();
            harness.row(1, 1_000, 1, 2);
            harness.watermark(900);
            assertThat(harness.getOutput()).last().isEqualTo(new Watermark(900));
            assertThat(harness.scored()).hasSize(1);
        }
    }

    /** Three tasks share sessions, swap, fail to load, are closed while they load: none crashes. */
    @Test
    void shouldSurviveTasksThatSwapFailAndEndAtTheSameTime() throws Exception {
        ExecutorService tasks = Executors.newFixedThreadPool(3);
        AtomicInteger failures = new AtomicInteger();
        Map<String, PlainRuntime> judges = new HashMap<>();
        for (Map.Entry<String, byte[]> model : models.entrySet()) {
            judges.put(model.getKey(), new PlainRuntime(model.getValue()));
        }
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Random random = new Random(i);
            running.add(tasks.submit(() -> live(random, judges, failures)));
        }
        for (Future<?> task : running) {
            task.get();
        }
        tasks.shutdown();
        for (PlainRuntime judge : judges.values()) {
            judge.close();
        }
        assertThat(failures).hasPositiveValue();
    }

    private Void live(Random random, Map<String, PlainRuntime> judges, AtomicInteger failures)
            throws Exception {
        for (int life = 0; life < 12; life++) {
            try (SwitchingHarness harness = SwitchingHarness.open(plan, ROWS, null)) {
                for (int step = 1; step <= 12; step++) {
                    for (int row = 0; row < 200; row++) {
                        harness.row(step * 1_000 + row, step, row, step);
                    }
                    boolean gone = random.nextInt(12) == 0;
                    String version = gone ? "gone" : String.valueOf(1 + random.nextInt(4));
                    harness.lineup(champion(version, step));
                    if (random.nextBoolean()) {
                        harness.barrier();
                    }
                    harness.idle();
                    check(harness, judges);
                    harness.getOutput().clear();
                }
            } catch (ModelUnavailableException e) {
                failures.incrementAndGet();
            }
        }
        return null;
    }

    private static void check(SwitchingHarness harness, Map<String, PlainRuntime> judges)
            throws Exception {
        for (SwitchingHarness.Scored row : harness.scored()) {
            PlainRuntime judge = judges.get(row.version());
            long number = row.id() % 1_000;
            long step = row.id() / 1_000;
            synchronized (judge) {
                assertThat(row.score()).isEqualTo(judge.score((float) number, (float) step));
            }
        }
    }
}
