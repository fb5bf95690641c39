package io.millrace.features.stage;

import static io.millrace.features.stage.Plant.error;
import static io.millrace.features.stage.Plant.machine;
import static io.millrace.features.stage.Plant.reading;
import static org.apache.flink.types.RowKind.DELETE;
import static org.apache.flink.types.RowKind.INSERT;
import static org.apache.flink.types.RowKind.UPDATE_AFTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.features.definition.AggregationDefinition;
import io.millrace.features.definition.ViewDefinition;
import io.millrace.features.plan.EntityPlan;
import io.millrace.features.plan.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import javax.annotation.Nullable;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;

/** Rows that come again after a failure are answered as the first time, and in the same order. */
class RestoreHarnessTest {
    private static final long NOW = 1_767_600_000_000L;
    private static final int MACHINES = 6;

    /** Another order than that of arrival would be another answer of the entity behind this one. */
    @Example
    void shouldAnswerRowsInTheirOrderFromTheFirstOneOn() throws Exception {
        EntityPlan plan = Plant.plan(Plant.profile());
        OperatorSubtaskState snapshot = snapshotWithHeldRow(plan);
        try (StageHarness stage = new StageHarness(plan, Order.ARRIVAL, 0, null, snapshot)) {
            for (int i = 0; i < 20; i++) {
                stage.send("readings", reading(20 - i % 10, NOW + 1 + i, 1.0));
                stage.send("machines", machine(UPDATE_AFTER, 20 - i % 10, "new", i, NOW + i));
            }

            List<RowData> rows = stage.take();
            assertThat(rows).extracting(row -> row.getInt(0)).startsWith(1, 20, 19).hasSize(21);
            int age = plan.outputType().getFieldIndex("profile_age");
            for (int i = 0; i < rows.size(); i++) {
                RowData row = rows.get(i);
                assertThat(row.getTimestamp(1, 3).getMillisecond()).isEqualTo(NOW + i);
                assertThat(row.isNullAt(age) ? -1 : row.getInt(age))
                        .isEqualTo(i < 11 ? -1 : i - 11);
            }
            stage.operator.setProcessingTime(1);
            assertThat(stage.take()).isEmpty();
        }
    }

    @Example
    void shouldAnswerHeldRowsBeforeTheFirstWatermark() throws Exception {
        EntityPlan plan = Plant.plan(Plant.profile());
        OperatorSubtaskState snapshot = snapshotWithHeldRow(plan);
        try (StageHarness stage = new StageHarness(plan, Order.ARRIVAL, 0, null, snapshot)) {
            stage.watermark(NOW);

            assertThat(stage.operator.getOutput()).hasSize(2);
            assertThat(stage.operator.getOutput().peek()).isInstanceOf(StreamRecord.class);
        }
    }

    private static OperatorSubtaskState snapshotWithHeldRow(EntityPlan plan) throws Exception {
        try (StageHarness stage = new StageHarness(plan, Order.ARRIVAL, 60_000)) {
            stage.send("readings", reading(1, NOW, 1.0));
            return stage.operator.snapshot(1, 1);
        }
    }

    /** What happens in one moment. */
    private record Step(@Nullable String table, @Nullable RowData row, long watermark) {}

    private static List<Step> steps(Random random) {
        List<Step> steps = new ArrayList<>();
        long now = NOW;
        long watermark = NOW - 3_000_000;
        for (int i = 0; i < 250; i++) {
            now += random.nextInt(3) == 0 ? 0 : random.nextInt(90_000);
            int id = random.nextInt(MACHINES);
            switch (random.nextInt(10)) {
                case 0 -> {
                    watermark = Math.max(watermark, now - random.nextInt(600_000));
                    steps.add(new Step(null, null, watermark));
                }
                case 1 -> {
                    steps.add(new Step("errors", error(INSERT, i, id, "E" + i, now, now), 0));
                    if (random.nextBoolean()) {
                        RowData gone = error(DELETE, i, id, "E" + i, now, now + 1);
                        steps.add(new Step("errors", gone, 0));
                    }
                }
                case 2 -> {
                    RowData row = machine(UPDATE_AFTER, id, "M" + i, i, now);
                    steps.add(new Step("machines", row, 0));
                }
                default -> {
                    long time = random.nextInt(9) == 0 ? now - random.nextInt(3_000_000) : now;
                    double volt = random.nextGaussian() * 100 + 150;
                    String note = "note " + random.nextInt(20);
                    steps.add(new Step("readings", reading(id, time, volt, note), 0));
                }
            }
        }
        return steps;
    }

    private static EntityPlan plan() {
        return Plant.plan(
                Plant.telemetry(),
                Plant.errors(),
                Plant.profile(),
                view(
                        "exact",
                        null,
                        of("volt", "quantile(0.5)", "last_k(3)", "kurtosis", "lag(2)"),
                        of("note", "top_k(3)", "count_distinct", "first")),
                view(
                        "tiles",
                        Duration.ofMinutes(5),
                        of("volt", "quantile(0.5)", "kurtosis", "sum", "last"),
                        of("note", "approx_count_distinct", "max")));
    }

    private static AggregationDefinition of(String column, String... functions) {
        return new AggregationDefinition(
                List.of(column),
                List.of(functions),
                List.of(Plant.window("20m"), Plant.window("2h")),
                null);
    }

    private static ViewDefinition view(
            String name, @Nullable Duration hop, AggregationDefinition... aggregations) {
        return new ViewDefinition(
                name,
                "machine",
                "readings",
                List.of(aggregations),
                List.of(),
                Duration.ofMinutes(2),
                hop,
                hop != null,
                List.of());
    }

    /** A snapshot is written while rows go on to change what it is to hold. */
    @Property(tries = 2, shrinking = ShrinkingMode.OFF, seed = "20260115")
    void shouldRepeatItselfFromASnapshotThatIsWrittenLater(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<Step> steps = steps(random);
        for (Order order : Order.values()) {
            List<List<BinaryRowData>> expected = new ArrayList<>();
            try (StageHarness stage = new StageHarness(plan(), order, 0)) {
                for (Step step : steps) {
                    expected.add(answers(step, stage));
                }
            }
            assertThat(expected.stream().mapToInt(List::size).sum()).isGreaterThan(100);
            repeat(order, steps, expected, new HashMapStateBackend(), random);
            repeat(order, steps, expected, new EmbeddedRocksDBStateBackend(false), random);
        }
    }

    /** Takes a snapshot, goes on, writes it, goes on, fails, and repeats what came behind it. */
    private static void repeat(
            Order order,
            List<Step> steps,
            List<List<BinaryRowData>> expected,
            StateBackend backend,
            Random random)
            throws Exception {
        OperatorSubtaskState restored = null;
        int from = 0;
        while (from < steps.size()) {
            int taken = from + 20 + random.nextInt(60);
            int written = taken + random.nextInt(40);
            int failed = written + random.nextInt(40);
            try (StageHarness stage = new StageHarness(plan(), order, 0, backend, restored)) {
                if (from > 0) {
                    stage.watermark(watermark(steps, from));
                    assertThat(stage.take()).isEmpty();
                }
                check(stage, steps, expected, from, taken);
                OperatorSnapshotFutures snapshot =
                        stage.operator
                                .getOneInputOperator()
                                .snapshotState(
                                        taken,
                                        taken,
                                        CheckpointOptions.forCheckpointWithDefaultLocation(),
                                        new MemCheckpointStreamFactory(64 << 20));
                check(stage, steps, expected, taken, written);
                restored = new OperatorSnapshotFinalizer(snapshot).getJobManagerOwnedState();
                check(stage, steps, expected, written, failed);
            }
            from = taken;
        }
    }

    private static void check(
            StageHarness stage,
            List<Step> steps,
            List<List<BinaryRowData>> expected,
            int from,
            int to)
            throws Exception {
        for (int i = from; i < Math.min(to, steps.size()); i++) {
            assertThat(answers(steps.get(i), stage)).as("step %s", i).isEqualTo(expected.get(i));
        }
    }

    /** Sorted: rows of one watermark come by key, in no order of their own. */
    private static List<BinaryRowData> answers(Step step, StageHarness stage) throws Exception {
        if (step.table() == null) {
            stage.watermark(step.watermark());
        } else {
            stage.send(step.table(), step.row());
        }
        List<BinaryRowData> answers = new ArrayList<>();
        RowDataSerializer bytes = new RowDataSerializer(plan().outputType());
        for (RowData row : stage.take()) {
            answers.add(bytes.toBinaryRow(row).copy());
        }
        answers.sort(Comparator.comparingInt(row -> row.getInt(0)));
        return answers;
    }

    private static long watermark(List<Step> steps, int before) {
        return steps.subList(0, before).stream()
                .filter(step -> step.table() == null)
                .mapToLong(Step::watermark)
                .max()
                .orElse(Long.MIN_VALUE);
    }
}
