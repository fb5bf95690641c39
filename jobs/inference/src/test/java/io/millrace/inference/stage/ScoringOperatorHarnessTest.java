package io.millrace.inference.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.inference.card.GoldenRow;
import io.millrace.inference.card.Meaning;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelOutput;
import io.millrace.inference.card.ValueType;
import io.millrace.inference.fixture.Cards;
import io.millrace.inference.fixture.PlainRuntime;
import io.millrace.inference.fixture.TestModels;
import io.millrace.inference.session.ModelRefusedException;
import io.millrace.inference.session.SessionCache;
import io.millrace.inference.stage.ScoringHarness.Scored;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoringOperatorHarnessTest {

    private static final int FEATURES = 3;
    private static final RowType ROWS = ScoringHarness.rows(FEATURES);
    private static final Duration LINGER = Duration.ofMillis(5);

    @TempDir private Path folder;

    @Test
    void shouldScoreABatchAsSoonAsItIsFull() throws Exception {
        try (ScoringHarness harness = linear(4)) {
            rows(harness, 1, 3);
            assertThat(harness.scores()).isEmpty();

            rows(harness, 4, 4);
            assertThat(harness.scores()).extracting(Scored::id).containsExactly(1L, 2L, 3L, 4L);
        }
    }

    @Test
    void shouldScoreWhatWaitsAsSoonAsTheInputRunsDry() throws Exception {
        try (ScoringHarness harness = linear(128)) {
            for (long id = 1; id <= 5; id++) {
                rows(harness, id, id);
                harness.mail();
                assertThat(harness.scores()).as("more may be coming after row " + id).isEmpty();
            }
            harness.idle();

            assertThat(harness.scores()).hasSize(5);
        }
    }

    @Test
    void shouldNotLookForMoreWhileBatchesFillUp() throws Exception {
        try (ScoringHarness harness = linear(4)) {
            rows(harness, 1, 4);
            harness.idle();
            rows(harness, 5, 11);

            assertThat(harness.flink.getTaskMailbox().hasMail()).isFalse();
            assertThat(harness.scores()).hasSize(8);
            harness.flink.setProcessingTime(LINGER.toMillis());
            assertThat(harness.scores()).hasSize(11);

            rows(harness, 12, 12);
            harness.idle();
            assertThat(harness.scores()).as("it is quiet again").hasSize(12);
        }
    }

    @Test
    void shouldNotLetARowWaitLongerThanItMay() throws Exception {
        try (ScoringHarness harness = linear(128)) {
            harness.flink.setProcessingTime(100);
            rows(harness, 1, 2);
            harness.flink.setProcessingTime(104);
            assertThat(harness.scores()).isEmpty();
            harness.flink.setProcessingTime(105);
            assertThat(harness.scores()).hasSize(2);

            rows(harness, 3, 3);
            harness.flink.setProcessingTime(109);
            assertThat(harness.scores()).hasSize(2);
            harness.flink.setProcessingTime(110);
            assertThat(harness.scores()).hasSize(3);
            assertThat(harness.flink.getProcessingTimeService().getNumActiveTimers()).isZero();
        }
    }

    @Test
    void shouldScoreEachRowAloneWhenNoneMayWait() throws Exception {
        try (ScoringHarness harness =
                ScoringHarness.open(
                        ScoringHarness.plan(folder, TestModels.linear(FEATURES, 1), FEATURES)
                                .withBatch(128, Duration.ZERO),
                        ROWS)) {
            rows(harness, 1, 1);

            assertThat(harness.scores()).hasSize(1);
        }
    }

    @Test
    void shouldScoreWhatWaitsBeforeWatermarksBarriersIdlenessAndTheEnd() throws Exception {
        try (ScoringHarness harness = linear(128)) {
            rows(harness, 1, 2);
            harness.flink.processWatermark(17);
            rows(harness, 3, 3);
            harness.flink.prepareSnapshotPreBarrier(1);
            harness.flink.snapshot(1, 1);
            assertThat(harness.scores()).hasSize(3);
            rows(harness, 4, 4);
            harness.flink.processWatermarkStatus(WatermarkStatus.IDLE);
            harness.flink.processWatermarkStatus(WatermarkStatus.ACTIVE);
            rows(harness, 5, 6);
            harness.flink.endInput();

            List<Object> order =
                    harness.output().stream()
                            .map(o -> o instanceof Scored scored ? scored.id() : o)
                            .toList();
            assertThat(order)
                    .containsExactly(
                            1L,
                            2L,
                            new Watermark(17),
                            3L,
                            4L,
                            WatermarkStatus.IDLE,
                            WatermarkStatus.ACTIVE,
                            5L,
                            6L);
        }
    }

    @Test
    void shouldCopyRowsThatTheCallerUsesAgainAndKeepTheirTimestampsAndKinds() throws Exception {
        try (ScoringHarness harness = linear(128)) {
            GenericRowData row = GenericRowData.of(1L, 1.0, 2.0, 3.0);
            StreamRecord<RowData> record = new StreamRecord<>(row, 1_000);
            harness.flink.processElement(record);
            row.setField(0, 2L);
            row.setField(1, null);
            row.setRowKind(RowKind.UPDATE_AFTER);
            record.eraseTimestamp();
            harness.flink.processElement(record);
            row.setField(0, 3L);
            harness.flink.endInput();

            List<StreamRecord<? extends RowData>> out = harness.flink.extractOutputStreamRecords();
            assertThat(out).extracting(r -> r.getValue().getLong(0)).containsExactly(1L, 2L);
            assertThat(out.get(0).getTimestamp()).isEqualTo(1_000);
            assertThat(out.get(0).getValue().getDouble(1)).isEqualTo(1.0);
            assertThat(out.get(1).hasTimestamp()).isFalse();
            assertThat(out.get(1).getValue().getRowKind()).isEqualTo(RowKind.UPDATE_AFTER);
            assertThat(out.get(1).getValue().isNullAt(1)).isTrue();
        }
    }

    @Test
    void shouldSayWhichModelScoredAndWhen() throws Exception {
        try (ScoringHarness harness = linear(128)) {
            harness.flink.setProcessingTime(86_400_000);
            rows(harness, 1, 1);
            harness.idle();

            assertThat(harness.scored.asSummaryString())
                    .endsWith(
                            "`score` FLOAT, `model_name` STRING, `model_version` STRING, `scored_at` TIMESTAMP_LTZ(3)> NOT NULL");
            RowData row = harness.flink.extractOutputValues().get(0);
            assertThat(row.getString(FEATURES + 2)).hasToString("pump");
            assertThat(row.getString(FEATURES + 3)).hasToString("7");
            assertThat(row.getTimestamp(FEATURES + 4, 3))
                    .isEqualTo(TimestampData.fromEpochMillis(86_400_000));
        }
    }

    @Test
    void shouldFillNullsAndTakeTheOthersForNaN() throws Exception {
        byte[] model = TestModels.trees(FEATURES, 50, 5, 2);
        ScoringPlan plan = ScoringHarness.plan(folder, model, FEATURES);
        try (PlainRuntime plain = new PlainRuntime(model);
                ScoringHarness harness =
                        ScoringHarness.open(
                                ScoringPlan.of(
                                        plan.model(), plan.card(), List.of(), Map.of("f0", 0.25)),
                                ROWS)) {
            harness.row(1, null, null, 1.0);
            harness.row(2, Double.NaN, -1.0, 1.0);
            harness.flink.endInput();

            assertThat(harness.scores())
                    .containsExactly(
                            new Scored(1, plain.score(0.25f, Float.NaN, 1f)),
                            new Scored(2, plain.score(Float.NaN, -1f, 1f)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 4})
    void shouldIsolateTheRowsThatTheModelFailsOn(long batch) throws Exception {
        byte[] model = TestModels.embedding(batch, 1);
        ModelCard card =
                Cards.card(
                        model,
                        List.of(Cards.input("index", ValueType.INT64)),
                        List.of(ModelOutput.ofFloat("score", Meaning.SCORE)));
        try (ScoringHarness harness =
                ScoringHarness.open(
                        ScoringHarness.plan(folder, model, card),
                        ScoringHarness.rows("index", new BigIntType()))) {
            harness.row(1, 3L);
            harness.row(2, 99L);
            harness.row(3, (Object) null);
            harness.row(4, 5L);
            harness.row(5, -70L);
            harness.row(6, 3L);
            harness.flink.endInput();

            List<Scored> scores = harness.scores();
            assertThat(scores).extracting(Scored::id).containsExactly(1L, 4L, 6L);
            assertThat(scores.get(2).score()).isEqualTo(scores.get(0).score());
            assertThat(harness.rejected())
                    .extracting(row -> row.getLong(0) + ": " + row.getString(2))
                    .hasSize(3)
                    .anyMatch(text -> text.startsWith("2: the model failed on this row: "))
                    .anyMatch(text -> text.startsWith("5: the model failed on this row: "))
                    .contains(
                            "3: the model's input 'index' is NULL, and int64 has no missing value: give it a `fill`, or COALESCE it in a view");
        }
    }

    @Test
    void shouldGiveItsShareInTheSessionBack() throws Exception {
        int before = SessionCache.ofThisProcess().size();
        ScoringHarness first = linear(128);
        ScoringHarness second = linear(128);
        assertThat(SessionCache.ofThisProcess().size()).isEqualTo(before + 1);

        rows(first, 1, 1);
        first.close();
        rows(second, 1, 1);
        second.idle();
        assertThat(second.scores()).hasSize(1);
        second.close();

        assertThat(SessionCache.ofThisProcess().size()).isEqualTo(before);
    }

    @Test
    void shouldNotOpenWithAModelThatIsNotWhatItsCardSays() throws Exception {
        byte[] model = TestModels.linear(FEATURES, 1);
        GoldenRow off = GoldenRow.of(new double[] {1, 2, 3}, new double[] {1e6}, 1e-6);
        Path missing = folder.resolve("none.onnx");
        ScoringPlan golden = ScoringHarness.plan(folder, model, Cards.score(model, FEATURES, off));
        ScoringPlan damaged = ScoringHarness.plan(folder, model, FEATURES);
        byte[] flipped = model.clone();
        flipped[model.length / 2] ^= 4;
        Files.write(Path.of(damaged.model()), flipped);

        assertRefused(golden, "golden row 1: the model's 'score' is ");
        assertRefused(damaged, "it is damaged, or not the model that the card describes");
        assertRefused(
                ScoringPlan.of(missing.toUri(), golden.card()), "there is no such model file");
        assertRefused(
                ScoringHarness.plan(folder, TestModels.linear(FEATURES + 1, 1), FEATURES),
                "the model's input 'input' is float[N, 4], 4 values a row; the card has 3");
        assertThat(SessionCache.ofThisProcess().size()).isZero();
    }

    private static void assertRefused(ScoringPlan plan, String reason) throws Exception {
        try (ScoringHarness harness = new ScoringHarness(plan, ROWS)) {
            assertThatThrownBy(harness.flink::open)
                    .isInstanceOf(ModelRefusedException.class)
                    .hasMessageContaining(reason)
                    .satisfies(
                            e ->
                                    assertThat(ThrowableClassifier.getThrowableType(e))
                                            .isEqualTo(ThrowableType.NonRecoverableError));
        }
    }

    private ScoringHarness linear(int maxBatch) throws Exception {
        return ScoringHarness.open(
                ScoringHarness.plan(folder, TestModels.linear(FEATURES, 1), FEATURES)
                        .withBatch(maxBatch, LINGER),
                ROWS);
    }

    private static void rows(ScoringHarness harness, long first, long last) throws Exception {
        for (long id : LongStream.rangeClosed(first, last).toArray()) {
            harness.row(id, id / 2.0, -1.0, 3.5);
        }
    }
}
