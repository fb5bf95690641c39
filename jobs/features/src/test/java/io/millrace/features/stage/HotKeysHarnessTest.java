package io.millrace.features.stage;

import static io.millrace.features.stage.Plant.error;
import static io.millrace.features.stage.Plant.machine;
import static io.millrace.features.stage.Plant.reading;
import static org.apache.flink.types.RowKind.DELETE;
import static org.apache.flink.types.RowKind.INSERT;
import static org.apache.flink.types.RowKind.UPDATE_AFTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.features.plan.EntityPlan;
import io.millrace.features.plan.Order;
import io.millrace.features.stage.StageHarness.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/**
 * One stream of rows, retractions and watermarks: kept on the heap without a break, against other
 * backends and budgets for hot keys, with snapshots, restores and changes of parallelism between.
 */
class HotKeysHarnessTest {
    private static final long START = 1_767_600_000_000L;
    private static final int MACHINES = 7;
    private static final EntityPlan PLAN =
            Plant.plan(Plant.telemetry(), Plant.errors(), Plant.profile());

    /** What happens to all subtasks at once. */
    private sealed interface Step {
        record Send(String table, int machine, RowData row) implements Step {}

        record Watermark(long time) implements Step {}
    }

    private static List<Step> steps(Random random) {
        List<Step> steps = new ArrayList<>();
        long now = START;
        for (int i = 0; i < 220; i++) {
            now += (long) (random.nextDouble() * 120_000);
            int id = random.nextInt(MACHINES);
            switch (random.nextInt(10)) {
                case 0 -> steps.add(new Step.Watermark(now - random.nextInt(600_000)));
                case 1 -> {
                    steps.add(send("errors", id, error(INSERT, i, id, "E" + i, now, now)));
                    if (random.nextBoolean()) {
                        RowData gone = error(DELETE, i, id, "E" + i, now, now + 1);
                        steps.add(send("errors", id, gone));
                    }
                }
                case 2 ->
                        steps.add(send("machines", id, machine(UPDATE_AFTER, id, "M" + i, i, now)));
                default -> {
                    long time = random.nextInt(9) == 0 ? now - random.nextInt(3_000_000) : now;
                    double volt = random.nextGaussian() * 100 + 150;
                    steps.add(send("readings", id, reading(id, time, volt, "note " + i)));
                }
            }
        }
        return steps;
    }

    private static Step send(String table, int machine, RowData row) {
        return new Step.Send(table, machine, row);
    }

    @Property(tries = 3, shrinking = ShrinkingMode.OFF, seed = "20260114")
    void shouldAnswerAsWithoutThem(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<Step> steps = steps(random);
        for (Order order : Order.values()) {
            List<String> expected = run(order, steps, new Undisturbed());
            assertThat(expected).hasSizeGreaterThan(100);
            for (long budget : new long[] {0, 20_000, 64 << 20}) {
                assertThat(run(order, steps, new Disturbed(random.nextLong(), true, budget)))
                        .as("%s, RocksDB, %s bytes", order, budget)
                        .isEqualTo(expected);
            }
            assertThat(run(order, steps, new Disturbed(random.nextLong(), false, 0)))
                    .as("%s, heap", order)
                    .isEqualTo(expected);
        }
    }

    /** When to take a snapshot, and with how many subtasks to go on; 0: with the same ones. */
    private interface Course {
        boolean snapshot();

        int subtasks();

        StateBackend backend();

        MemorySize hotKeys();
    }

    private record Undisturbed() implements Course {
        @Override
        public boolean snapshot() {
            return false;
        }

        @Override
        public int subtasks() {
            return 1;
        }

        @Override
        public StateBackend backend() {
            return new HashMapStateBackend();
        }

        @Override
        public MemorySize hotKeys() {
            return MemorySize.ZERO;
        }
    }

    private record Disturbed(Random random, boolean rocks, long budget) implements Course {
        Disturbed(long seed, boolean rocks, long budget) {
            this(new Random(seed), rocks, budget);
        }

        @Override
        public boolean snapshot() {
            return random.nextInt(20) == 0;
        }

        @Override
        public int subtasks() {
            return random.nextInt(4);
        }

        @Override
        public StateBackend backend() {
            return rocks ? new EmbeddedRocksDBStateBackend(false) : new HashMapStateBackend();
        }

        @Override
        public MemorySize hotKeys() {
            return new MemorySize(budget);
        }
    }

    /** The answers in their order, each machine's for itself. */
    private static List<String> run(Order order, List<Step> steps, Course course) throws Exception {
        List<List<String>> answers = new ArrayList<>();
        for (int i = 0; i < MACHINES; i++) {
            answers.add(new ArrayList<>());
        }
        List<StageHarness> stages = start(order, course, null, 0, 1);
        long watermark = Long.MIN_VALUE;
        long checkpoint = 1;
        for (Step step : steps) {
            if (step instanceof Step.Watermark mark) {
                watermark = Math.max(watermark, mark.time());
                for (StageHarness stage : stages) {
                    stage.watermark(watermark);
                }
            } else if (step instanceof Step.Send send) {
                stages.get(subtask(send.machine(), stages.size())).send(send.table(), send.row());
            }
            collect(stages, answers);
            if (course.snapshot()) {
                stages = next(order, course, stages, checkpoint++, watermark);
            }
        }
        for (StageHarness stage : stages) {
            stage.watermark(Long.MAX_VALUE);
        }
        collect(stages, answers);
        for (StageHarness stage : stages) {
            assertThat(stage.operator.numEventTimeTimers()).isZero();
            stage.close();
        }
        return answers.stream().flatMap(List::stream).toList();
    }

    private static void collect(List<StageHarness> stages, List<List<String>> answers) {
        for (StageHarness stage : stages) {
            for (RowData row : stage.take()) {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < PLAN.outputType().getFieldCount(); i++) {
                    Object value =
                            RowData.createFieldGetter(PLAN.outputType().getTypeAt(i).copy(true), i)
                                    .getFieldOrNull(row);
                    text.append(value instanceof Double number ? bits(number) : value).append('|');
                }
                answers.get(row.getInt(0)).add(text.toString());
            }
        }
    }

    private static String bits(double number) {
        return Long.toHexString(Double.doubleToRawLongBits(number));
    }

    private static List<StageHarness> next(
            Order order, Course course, List<StageHarness> stages, long checkpoint, long watermark)
            throws Exception {
        List<OperatorSubtaskState> parts = new ArrayList<>();
        for (StageHarness stage : stages) {
            parts.add(stage.operator.snapshot(checkpoint, checkpoint));
        }
        int subtasks = course.subtasks();
        if (subtasks == 0) {
            return stages;
        }
        int before = stages.size();
        for (StageHarness stage : stages) {
            stage.close();
        }
        OperatorSubtaskState all =
                AbstractStreamOperatorTestHarness.repackageState(
                        parts.toArray(OperatorSubtaskState[]::new));
        List<StageHarness> started = start(order, course, all, before, subtasks);
        for (StageHarness stage : started) {
            stage.watermark(watermark);
        }
        return started;
    }

    private static List<StageHarness> start(
            Order order, Course course, OperatorSubtaskState all, int before, int subtasks)
            throws Exception {
        List<StageHarness> stages = new ArrayList<>();
        for (int i = 0; i < subtasks; i++) {
            OperatorSubtaskState part =
                    all == null
                            ? null
                            : AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                    all, Place.MAX_PARALLELISM, before, subtasks, i);
            Place place = new Place(subtasks, i, course.hotKeys());
            StageHarness stage = new StageHarness(PLAN, order, 0, course.backend(), part, place);
            stage.operator.setProcessingTime(1);
            stages.add(stage);
        }
        return stages;
    }

    private static int subtask(int machine, int subtasks) {
        RowData key =
                InternalTypeInfo.of(PLAN.keyType())
                        .toRowSerializer()
                        .toBinaryRow(GenericRowData.of(machine));
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                key, Place.MAX_PARALLELISM, subtasks);
    }
}
