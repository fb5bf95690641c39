package io.millrace.features.stage;

import static io.millrace.features.stage.Plant.error;
import static io.millrace.features.stage.Plant.machine;
import static io.millrace.features.stage.Plant.reading;
import static org.apache.flink.types.RowKind.DELETE;
import static org.apache.flink.types.RowKind.INSERT;
import static org.apache.flink.types.RowKind.UPDATE_AFTER;
import static org.apache.flink.types.RowKind.UPDATE_BEFORE;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.features.definition.ViewDefinition;
import io.millrace.features.plan.BoundSource;
import io.millrace.features.plan.EntityPlan;
import io.millrace.features.plan.Order;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.junit.jupiter.api.Test;

class EntityOperatorHarnessTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long NOW = 1_767_600_000_000L;

    @Test
    void shouldAnswerAtOnceInArrivalOrder() throws Exception {
        try (StageHarness stage =
                new StageHarness(Plant.plan(Plant.telemetry()), Order.ARRIVAL, 0)) {
            stage.send("readings", reading(1, NOW, 100.0), reading(1, NOW + MINUTE, 200.0));
            stage.send("readings", reading(2, NOW + MINUTE, 7.0));

            assertThat(stage.take("telemetry_volt_mean_1h")).containsExactly(100.0, 150.0, 7.0);
        }
    }

    @Test
    void shouldPlaceAnOutOfOrderRowWhereItsEventTimePutsIt() throws Exception {
        try (StageHarness stage =
                new StageHarness(Plant.plan(Plant.telemetry()), Order.ARRIVAL, 0)) {
            stage.send("readings", reading(1, NOW, 1.0), reading(1, NOW + 20 * MINUTE, 3.0));
            stage.send("readings", reading(1, NOW + 5 * MINUTE, 2.0));
            stage.send("readings", reading(1, NOW + 60 * MINUTE, 4.0));

            assertThat(stage.take("telemetry_volt_sum_1h")).containsExactly(1.0, 4.0, 3.0, 9.0);
        }
    }

    @Test
    void shouldStampRowsWithTheirEventTimeAndCarryTheSpine() throws Exception {
        try (StageHarness stage =
                new StageHarness(Plant.plan(Plant.telemetry()), Order.ARRIVAL, 0)) {
            stage.send("readings", reading(1, NOW, 300.0, "hot"));

            StreamRecord<? extends RowData> record =
                    stage.operator.extractOutputStreamRecords().get(0);
            assertThat(record.getTimestamp()).isEqualTo(NOW);
            assertThat(record.getValue().getRowKind()).isEqualTo(INSERT);
            assertThat(record.getValue().getInt(0)).isEqualTo(1);
            assertThat(stage.take("telemetry_note_last_1h"))
                    .containsExactly(StringData.fromString("hot"));
        }
    }

    @Test
    void shouldWaitForTheWatermarkAndApplyByKnownTime() throws Exception {
        try (StageHarness stage =
                new StageHarness(
                        Plant.plan(Plant.telemetry(), Plant.errors()), Order.EVENT_TIME, 0)) {
            stage.send("readings", reading(1, NOW + 2, 3.0), reading(1, NOW, 1.0));
            stage.send("errors", error(INSERT, 1, 1, "E1", NOW - 5, NOW + 1));
            assertThat(stage.take()).isEmpty();

            stage.watermark(NOW);
            assertThat(stage.take("telemetry_volt_sum_1h")).containsExactly(1.0);
            stage.watermark(NOW + 2);
            assertThat(stage.take("errors_count_1h")).containsExactly(1L);
        }
    }

    @Test
    void shouldNotSeeARowOfAnotherSourceAtItsOwnTime() throws Exception {
        try (StageHarness stage =
                new StageHarness(Plant.plan(Plant.errors()), Order.EVENT_TIME, 0)) {
            stage.send("errors", error(INSERT, 1, 1, "E1", NOW, NOW));
            stage.send("readings", reading(1, NOW, 1.0), reading(1, NOW + 1, 1.0));
            stage.watermark(NOW + 1);

            assertThat(stage.take("errors_count_1h")).containsExactly(0L, 1L);
        }
    }

    @Test
    void shouldFollowUpdatesAndDeletesOfAChangeLog() throws Exception {
        try (StageHarness stage = new StageHarness(Plant.plan(Plant.errors()), Order.ARRIVAL, 0)) {
            stage.send("errors", error(INSERT, 1, 1, "E1", NOW - 10, NOW));
            stage.send("errors", error(INSERT, 2, 1, "E2", NOW - 5, NOW));
            stage.send("readings", reading(1, NOW, 1.0));
            assertThat(stage.take("errors_code_last_1h"))
                    .containsExactly(StringData.fromString("E2"));

            stage.send("errors", error(UPDATE_BEFORE, 2, 1, "E2", NOW - 5, NOW + 1));
            stage.send("errors", error(UPDATE_AFTER, 2, 1, "E9", NOW - 20, NOW + 1));
            stage.send("readings", reading(1, NOW + 2, 1.0));
            assertThat(stage.take("errors_code_last_1h"))
                    .containsExactly(StringData.fromString("E1"));

            stage.send("errors", error(DELETE, 1, 1, "E1", NOW - 10, NOW + 3));
            stage.send("readings", reading(1, NOW + 4, 1.0));
            assertThat(stage.take("errors_count_1h")).containsExactly(1L);
        }
    }

    @Test
    void shouldApplyACorrectionWhenItBecameKnown() throws Exception {
        try (StageHarness stage =
                new StageHarness(Plant.plan(Plant.errors()), Order.EVENT_TIME, 0)) {
            stage.send("errors", error(DELETE, 1, 1, "E1", NOW - 10, NOW + 5));
            stage.send("readings", reading(1, NOW + 6, 1.0), reading(1, NOW + 4, 1.0));
            stage.send("errors", error(INSERT, 1, 1, "E1", NOW - 10, NOW - 9));
            stage.watermark(NOW + 10);

            assertThat(stage.take("errors_count_1h")).containsExactly(1L, 0L);
        }
    }

    @Test
    void shouldCancelChangesOfOneTransaction() throws Exception {
        try (StageHarness stage =
                new StageHarness(
                        Plant.plan(Plant.errors(), Plant.profile()), Order.EVENT_TIME, 0)) {
            stage.send("errors", error(DELETE, 1, 1, "E1", NOW - 10, NOW));
            stage.send("errors", error(INSERT, 1, 1, "E1", NOW - 10, NOW));
            stage.send("machines", machine(INSERT, 1, "a", 1, NOW - 1));
            stage.send("machines", machine(UPDATE_AFTER, 1, "b", 1, NOW));
            stage.send("machines", machine(UPDATE_AFTER, 1, "c", 1, NOW));
            stage.send("machines", machine(UPDATE_BEFORE, 1, "b", 1, NOW));
            stage.send("machines", machine(UPDATE_BEFORE, 1, "a", 1, NOW));
            stage.send("readings", reading(1, NOW + 1, 1.0), reading(1, NOW + 2, 1.0));
            stage.watermark(NOW + 1);
            assertThat(stage.take("errors_count_1h")).containsExactly(0L);
            stage.watermark(NOW + 2);
            assertThat(stage.take("profile_model")).containsExactly(StringData.fromString("c"));
        }
    }

    @Test
    void shouldFollowTheNewestRowAndForgetItWhenDeleted() throws Exception {
        try (StageHarness stage = new StageHarness(Plant.plan(Plant.profile()), Order.ARRIVAL, 0)) {
            stage.send("readings", reading(1, NOW, 1.0));
            stage.send("machines", machine(INSERT, 1, "a", 3, 0));
            stage.send("readings", reading(1, NOW, 1.0));
            stage.send("machines", machine(UPDATE_BEFORE, 1, "a", 3, 0));
            stage.send("machines", machine(UPDATE_AFTER, 1, "a", 4, NOW));
            stage.send("readings", reading(1, NOW, 1.0));
            stage.send("machines", machine(DELETE, 1, "a", 4, NOW));
            stage.send("readings", reading(1, NOW, 1.0));

            assertThat(stage.take("profile_age")).containsExactly("NULL", 3, 4, "NULL");
        }
    }

    @Test
    void shouldAnswerARowWithoutKeyWithNullsAndKeepNothing() throws Exception {
        try (StageHarness stage =
                new StageHarness(Plant.plan(Plant.telemetry()), Order.ARRIVAL, 0)) {
            stage.send("readings", reading(null, NOW, 1.0));

            assertThat(stage.take("telemetry_count_1h")).containsExactly("NULL");
            assertThat(stage.operator.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void shouldAnswerAnEmptyWindowWithZeroAndNulls() throws Exception {
        try (StageHarness stage = new StageHarness(Plant.plan(Plant.errors()), Order.ARRIVAL, 0)) {
            stage.send("readings", reading(1, NOW, 1.0));
            assertThat(stage.take("errors_count_1h")).containsExactly(0L);
            stage.send("readings", reading(1, NOW, 1.0));
            assertThat(stage.take("errors_time_since_last_1h")).containsExactly("NULL");
        }
    }

    @Test
    void shouldLeaveNoStateAndNoTimerWhenAllWindowsHavePassed() throws Exception {
        for (Order order : Order.values()) {
            try (StageHarness stage =
                    new StageHarness(Plant.plan(Plant.telemetry(), Plant.errors()), order, 0)) {
                for (int i = 0; i < 200; i++) {
                    stage.send("readings", reading(i % 7, NOW + i * MINUTE, 1.0 * i));
                    stage.send("errors", error(INSERT, i, i % 7, "E", NOW + i * MINUTE, NOW));
                }
                stage.watermark(NOW + 199 * MINUTE);
                assertThat(stage.take()).hasSize(200);
                assertThat(stage.operator.numKeyedStateEntries()).isPositive();
                assertThat(stage.operator.numEventTimeTimers()).isEqualTo(7);

                stage.watermark(NOW + 199 * MINUTE + HOUR + HOUR / 16);

                assertThat(stage.operator.numKeyedStateEntries()).isZero();
                assertThat(stage.operator.numEventTimeTimers()).isZero();
            }
        }
    }

    @Test
    void shouldRejectAViewRowThatIsTooLateAndTakeOneThatIsNot() throws Exception {
        ViewDefinition errors = Plant.errors();
        ViewDefinition patient =
                new ViewDefinition(
                        errors.name(),
                        errors.entity(),
                        errors.source(),
                        errors.aggregations(),
                        List.of(),
                        Duration.ofMinutes(30),
                        null,
                        false,
                        List.of());
        try (StageHarness stage = new StageHarness(Plant.plan(patient), Order.ARRIVAL, 0)) {
            stage.watermark(NOW);
            long edge = NOW - HOUR - 30 * MINUTE;
            stage.send("errors", error(INSERT, 1, 1, "old", edge, edge));
            stage.send("errors", error(INSERT, 2, 1, "kept", edge + 1, edge + 1));
            stage.send("errors", error(INSERT, 3, 1, "snapshot", edge, 0));
            stage.send("readings", reading(1, edge + 2, 1.0));

            assertThat(stage.take("errors_count_1h")).containsExactly(1L);
            assertThat(stage.rejected("errors")).hasSize(1).first().asString().startsWith("late: ");
        }
    }

    @Test
    void shouldRejectARowWithoutEventTime() throws Exception {
        try (StageHarness stage =
                new StageHarness(Plant.plan(Plant.telemetry()), Order.ARRIVAL, 0)) {
            stage.send("readings", reading(1, null, 1.0));

            assertThat(stage.take()).isEmpty();
            assertThat(stage.rejected("readings"))
                    .containsExactly("the event time \"event_time\" is null");
        }
    }

    @Test
    void shouldHoldSpineRowsUntilTheSnapshotHasCome() throws Exception {
        try (StageHarness stage =
                new StageHarness(Plant.plan(Plant.profile()), Order.ARRIVAL, 60_000)) {
            stage.operator.setProcessingTime(1_000);
            stage.send("readings", reading(1, NOW, 1.0));
            stage.watermark(NOW);
            stage.send("machines", machine(INSERT, 1, "a", 3, 0));
            stage.operator.setProcessingTime(4_000);
            stage.send("machines", machine(INSERT, 2, "b", 4, 0));
            stage.operator.setProcessingTime(8_000);
            assertThat(stage.operator.getOutput()).isEmpty();

            stage.operator.setProcessingTime(20_000);
            assertThat(stage.operator.getOutput()).hasSize(2);
            assertThat(stage.operator.getOutput().peek()).isInstanceOf(StreamRecord.class);
            assertThat(stage.take("profile_age")).containsExactly(3);
        }
    }

    @Test
    void shouldNotHoldSpineRowsForChangesThatComeAfterTheSnapshot() throws Exception {
        try (StageHarness stage =
                new StageHarness(Plant.plan(Plant.errors()), Order.ARRIVAL, 60_000)) {
            stage.operator.setProcessingTime(1_000);
            stage.send("readings", reading(1, NOW, 1.0));
            stage.send("errors", error(INSERT, 1, 1, "snapshot", NOW - HOUR / 2, 0));
            for (long second = 2; second <= 6; second++) {
                stage.operator.setProcessingTime(1_000 * second);
                stage.send("errors", error(INSERT, second, 2, "live", NOW, NOW));
            }

            stage.operator.setProcessingTime(7_000);
            assertThat(stage.take("errors_count_1h")).containsExactly(1L);
        }
    }

    @Test
    void shouldNotWarmUpWithoutChangeLogs() throws Exception {
        try (StageHarness stage =
                new StageHarness(Plant.plan(Plant.telemetry()), Order.ARRIVAL, 60_000)) {
            stage.send("readings", reading(1, NOW, 1.0));
            assertThat(stage.take()).hasSize(1);
        }
    }

    @Test
    void shouldAnswerHeldRowsAfterARestore() throws Exception {
        OperatorSubtaskState snapshot;
        try (StageHarness stage =
                new StageHarness(Plant.plan(Plant.profile()), Order.ARRIVAL, 60_000)) {
            stage.send("readings", reading(1, NOW, 1.0));
            stage.send("machines", machine(INSERT, 1, "a", 3, 0));
            snapshot = stage.operator.snapshot(1, 1);
        }
        try (StageHarness stage =
                new StageHarness(Plant.plan(Plant.profile()), Order.ARRIVAL, 0, null, snapshot)) {
            stage.operator.setProcessingTime(1);
            assertThat(stage.take("profile_age")).containsExactly(3);
        }
    }

    @Test
    void shouldGoOnAfterARestoreAsIfNothingHadHappened() throws Exception {
        OperatorSubtaskState snapshot;
        try (StageHarness stage =
                new StageHarness(
                        Plant.plan(Plant.telemetry(), Plant.profile()), Order.EVENT_TIME, 0)) {
            stage.send("machines", machine(INSERT, 1, "a", 3, NOW));
            stage.send("readings", reading(1, NOW, 1.0), reading(1, NOW + 1, 2.0));
            stage.watermark(NOW);
            snapshot = stage.operator.snapshot(1, 1);
        }
        try (StageHarness stage =
                new StageHarness(
                        Plant.plan(Plant.telemetry(), Plant.profile()),
                        Order.EVENT_TIME,
                        0,
                        null,
                        snapshot)) {
            stage.watermark(NOW + 1);
            assertThat(stage.take("telemetry_volt_sum_1h")).containsExactly(3.0);
        }
    }

    @Test
    void shouldLeaveOutTheSpineRowItselfWhereAskedTo() throws Exception {
        ViewDefinition view =
                new ViewDefinition(
                        "before",
                        "machine",
                        "readings",
                        Plant.telemetry().aggregations(),
                        List.of(),
                        Duration.ZERO,
                        null,
                        true,
                        List.of());
        for (Order order : Order.values()) {
            try (StageHarness stage = new StageHarness(Plant.plan(view), order, 0)) {
                stage.send("readings", reading(1, NOW, 1.0), reading(1, NOW, 2.0));
                stage.send("readings", reading(1, NOW + 1, 5.0));
                stage.watermark(NOW + 1);
                assertThat(stage.take("before_volt_sum_1h")).containsExactly("NULL", 1.0, 3.0);
            }
        }
    }

    @Test
    void shouldOrderRowsOfOneTimeByTheTieBreakInEventTimeOrder() throws Exception {
        ViewDefinition view =
                new ViewDefinition(
                        "t",
                        "machine",
                        "readings",
                        Plant.telemetry().aggregations(),
                        List.of(),
                        Duration.ZERO,
                        null,
                        false,
                        List.of("note"));
        try (StageHarness stage = new StageHarness(Plant.plan(view), Order.EVENT_TIME, 0)) {
            stage.send("readings", reading(1, NOW, 1.0, "c"), reading(1, NOW, 3.0, "a"));
            stage.send("readings", reading(1, NOW, 2.0, "b"));
            stage.watermark(NOW);
            assertThat(stage.take("t_volt_last_1h")).containsExactly(3.0, 2.0, 1.0);
        }
    }

    @Test
    void shouldKeepTilesOnlyOfAViewWithAHop() throws Exception {
        ViewDefinition view =
                new ViewDefinition(
                        "hop",
                        "machine",
                        "readings",
                        Plant.telemetry().aggregations(),
                        List.of(),
                        Duration.ZERO,
                        Duration.ofMinutes(5),
                        false,
                        List.of());
        long start = NOW - NOW % HOUR;
        for (Order order : Order.values()) {
            try (StageHarness stage = new StageHarness(Plant.plan(view), order, 0)) {
                for (int i = 0; i <= 130; i++) {
                    stage.send("readings", reading(1, start + i * MINUTE, 1.0));
                    stage.watermark(start + i * MINUTE);
                }
                List<Object> counts = stage.take("hop_count_1h");
                assertThat(counts.subList(120, 126)).containsExactly(61L, 62L, 63L, 64L, 65L, 61L);
                stage.watermark(start + 5 * HOUR);
                assertThat(stage.operator.numKeyedStateEntries()).isZero();
            }
        }
    }

    @Test
    void shouldPassRetractionsOfTheSpineOnAndForgetTheirRows() throws Exception {
        BoundSource changing =
                new BoundSource("readings", Plant.READINGS, 1, -1, true, Map.of("volt > 200", 3));
        EntityPlan plan =
                EntityPlan.of(Plant.MACHINE, List.of(Plant.telemetry()), changing, Plant.sources());
        RowData before = reading(1, NOW, 5.0);
        before.setRowKind(UPDATE_BEFORE);
        RowData after = reading(1, NOW, 7.0);
        after.setRowKind(UPDATE_AFTER);
        try (StageHarness stage = new StageHarness(plan, Order.ARRIVAL, 0)) {
            stage.send("readings", reading(1, NOW, 5.0), before, after);

            List<RowData> rows = stage.take();
            assertThat(rows)
                    .extracting(RowData::getRowKind)
                    .containsExactly(INSERT, UPDATE_BEFORE, UPDATE_AFTER);
            int sum = plan.outputType().getFieldIndex("telemetry_volt_sum_1h");
            assertThat(rows.get(1).isNullAt(sum)).isTrue();
            assertThat(rows.get(2).getDouble(sum)).isEqualTo(7.0);
        }
    }

    @Test
    void shouldTakeTheEndsOfTime() throws Exception {
        for (Order order : Order.values()) {
            try (StageHarness stage = new StageHarness(Plant.plan(Plant.telemetry()), order, 0)) {
                long first = -62_135_596_800_000L;
                long last = 253_402_300_799_999L;
                stage.send("readings", reading(1, last, 1.0), reading(1, first, 2.0));
                stage.send("readings", reading(1, last - 1, 4.0));
                stage.watermark(Long.MAX_VALUE);

                List<Object> sums = stage.take("telemetry_volt_sum_1h");
                if (order == Order.ARRIVAL) {
                    assertThat(sums).containsExactly(1.0, 2.0, 4.0);
                } else {
                    assertThat(sums).containsExactly(2.0, 4.0, 5.0);
                }
                assertThat(stage.operator.numKeyedStateEntries()).isZero();
            }
        }
    }

    @Test
    void shouldApplyLateRowsOnArrivalInEventTimeOrder() throws Exception {
        try (StageHarness stage =
                new StageHarness(Plant.plan(Plant.telemetry()), Order.EVENT_TIME, 0)) {
            stage.send("readings", reading(1, NOW, 1.0), reading(1, NOW + 2, 4.0));
            stage.watermark(NOW + 1);
            assertThat(stage.take("telemetry_volt_sum_1h")).containsExactly(1.0);

            stage.send("readings", reading(1, NOW + 1, 2.0));
            assertThat(stage.take("telemetry_volt_sum_1h")).containsExactly(3.0);
            stage.watermark(NOW + 2);
            assertThat(stage.take("telemetry_volt_sum_1h")).containsExactly(7.0);
        }
    }
}
