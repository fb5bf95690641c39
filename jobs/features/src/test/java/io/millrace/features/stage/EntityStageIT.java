package io.millrace.features.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.features.definition.AggregationDefinition;
import io.millrace.features.definition.EntityDefinition;
import io.millrace.features.definition.ViewDefinition;
import io.millrace.features.plan.BoundSource;
import io.millrace.features.plan.EntityPlan;
import io.millrace.features.plan.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The stage in a cluster, with object reuse, without generic types and without generated uids: the
 * same bits come out whatever the order of arrival, the state backend and the runtime mode.
 */
class EntityStageIT {
    private static final long START = 1_767_600_000_000L;
    private static final int MACHINES = 5;
    private static final int ROWS = 1_500;

    /** Rows may come out of order by less than this, milliseconds. */
    private static final long DISORDER = 300_000;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private final List<RowData> readings = new ArrayList<>();
    private final List<RowData> errors = new ArrayList<>();
    private final List<RowData> machines = new ArrayList<>();

    EntityStageIT() {
        Random random = new Random(42);
        for (int i = 0; i < ROWS; i++) {
            long time = START + i * 4_000L / MACHINES;
            int machine = random.nextInt(MACHINES);
            Double volt = random.nextInt(50) == 0 ? null : 170 + random.nextGaussian() * 30;
            readings.add(Plant.reading(machine, time / 100 * 100, volt, "n" + random.nextInt(9)));
            if (i % 10 == 0) {
                addError(random, i, machine, time);
            }
            if (i % 40 == 0) {
                addMachine(i, machine, time);
            }
        }
    }

    private void addError(Random random, int id, int machine, long time) {
        long occurred = time - random.nextInt(600_000);
        errors.add(Plant.error(RowKind.INSERT, id, machine, "E" + id % 4, occurred, time));
        long corrected = time + 1 + random.nextInt(900_000);
        if (random.nextInt(3) == 0) {
            errors.add(
                    Plant.error(
                            RowKind.UPDATE_BEFORE, id, machine, "E" + id % 4, occurred, corrected));
            errors.add(
                    Plant.error(RowKind.UPDATE_AFTER, id, machine, "C", occurred + 500, corrected));
        }
    }

    private void addMachine(int step, int machine, long time) {
        for (int i = machines.size() - 1; i >= 0; i--) {
            RowData before = machines.get(i);
            if (before.getInt(0) == machine && before.getRowKind() != RowKind.UPDATE_BEFORE) {
                machines.add(
                        Plant.machine(
                                RowKind.UPDATE_BEFORE,
                                machine,
                                before.getString(1).toString(),
                                before.getInt(2),
                                time));
                break;
            }
        }
        machines.add(Plant.machine(RowKind.UPDATE_AFTER, machine, "m" + step % 3, step, time));
    }

    @Test
    void shouldGiveTheSameBitsInEventTimeOrderWhateverTheArrival() throws Exception {
        List<String> batch = run(RuntimeExecutionMode.BATCH, "hashmap", 0, 2);
        assertThat(batch).hasSize(ROWS).doesNotHaveDuplicates();
        assertThat(batch)
                .anyMatch(row -> row.contains("|C|"))
                .anyMatch(row -> row.contains("|m2|"));

        assertThat(run(RuntimeExecutionMode.STREAMING, "hashmap", 1, 1)).isEqualTo(batch);
        assertThat(run(RuntimeExecutionMode.STREAMING, "hashmap", 2, 2)).isEqualTo(batch);
        assertThat(run(RuntimeExecutionMode.STREAMING, "rocksdb", 3, 2)).isEqualTo(batch);
    }

    @Test
    void shouldAgreeInArrivalOrderForOneSourceThatIsInOrder() throws Exception {
        EntityPlan plan = Plant.plan(Plant.telemetry());
        StreamExecutionEnvironment live = environment(RuntimeExecutionMode.STREAMING, "hashmap", 1);
        StreamExecutionEnvironment history = environment(RuntimeExecutionMode.BATCH, "hashmap", 1);
        List<RowData> inOrder = distinctTimes(readings);

        List<String> answers =
                collect(
                        plan,
                        EntityStage.apply(
                                plan,
                                Order.ARRIVAL,
                                Duration.ZERO,
                                stream(live, "readings", inOrder, Plant.READINGS, 1),
                                Map.of()));
        List<String> trained =
                collect(
                        plan,
                        EntityStage.apply(
                                plan,
                                Order.EVENT_TIME,
                                Duration.ZERO,
                                stream(history, "readings", inOrder, Plant.READINGS, 1),
                                Map.of()));

        assertThat(answers).hasSize(inOrder.size()).isEqualTo(trained);
    }

    private static List<RowData> distinctTimes(List<RowData> rows) {
        List<RowData> distinct = new ArrayList<>();
        long last = Long.MIN_VALUE;
        for (RowData row : rows) {
            long time = row.getTimestamp(1, 3).getMillisecond();
            if (time > last) {
                distinct.add(row);
                last = time;
            }
        }
        return distinct;
    }

    private List<String> run(RuntimeExecutionMode mode, String backend, int seed, int parallelism)
            throws Exception {
        StreamExecutionEnvironment environment = environment(mode, backend, parallelism);
        ViewDefinition[] views = {Plant.telemetry(), Plant.errors(), Plant.profile()};
        EntityPlan plan = Plant.plan(views);
        StageOutput first =
                EntityStage.apply(
                        plan,
                        Order.EVENT_TIME,
                        Duration.ofSeconds(60),
                        stream(
                                environment,
                                "readings",
                                shuffled(readings, 1, seed),
                                Plant.READINGS,
                                1),
                        Map.of(
                                "errors",
                                stream(
                                        environment,
                                        "errors",
                                        shuffled(errors, 4, seed),
                                        Plant.ERRORS,
                                        4),
                                "machines",
                                stream(
                                        environment,
                                        "machines",
                                        shuffled(machines, 3, seed),
                                        Plant.MACHINES,
                                        3)));
        EntityPlan second = secondEntity(plan);
        return collect(
                second,
                EntityStage.apply(second, Order.EVENT_TIME, Duration.ZERO, first.rows(), Map.of()));
    }

    /** Features of the note that a reading carries, after those of its machine. */
    private static EntityPlan secondEntity(EntityPlan first) {
        ViewDefinition view =
                new ViewDefinition(
                        "notes",
                        "note",
                        "readings",
                        List.of(
                                new AggregationDefinition(
                                        List.of("volt"),
                                        List.of("mean", "kurtosis"),
                                        List.of(Plant.window("10m")),
                                        null)),
                        List.of(),
                        Duration.ZERO,
                        null,
                        true,
                        List.of());
        return EntityPlan.of(
                new EntityDefinition("note", List.of("note")),
                List.of(view),
                new BoundSource("readings", first.outputType(), 1, -1, false, Map.of()),
                Map.of());
    }

    private static StreamExecutionEnvironment environment(
            RuntimeExecutionMode mode, String backend, int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(ExecutionOptions.RUNTIME_MODE, mode);
        configuration.set(StateBackendOptions.STATE_BACKEND, backend);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        if (mode == RuntimeExecutionMode.STREAMING) {
            configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
        }
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(parallelism);
        return environment;
    }

    /** Shuffles rows by less than the watermark allows; seed 0 leaves them. */
    private static List<RowData> shuffled(List<RowData> rows, int column, int seed) {
        List<RowData> sorted = new ArrayList<>(rows);
        if (seed == 0) {
            Collections.shuffle(sorted, new Random(seed));
            return sorted;
        }
        Random random = new Random(seed);
        IdentityHashMap<RowData, Long> places = new IdentityHashMap<>();
        for (RowData row : rows) {
            places.put(row, time(row, column) + (long) (random.nextDouble() * DISORDER));
        }
        sorted.sort((left, right) -> Long.compare(places.get(left), places.get(right)));
        return sorted;
    }

    private static long time(RowData row, int column) {
        return column == 1 ? row.getTimestamp(column, 3).getMillisecond() : row.getLong(column);
    }

    private static DataStream<RowData> stream(
            StreamExecutionEnvironment environment,
            String name,
            List<RowData> rows,
            RowType type,
            int column) {
        return environment
                .fromData(rows, InternalTypeInfo.of(type))
                .setParallelism(1)
                .uid(name)
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<RowData>forGenerator(
                                        context -> new EveryRowWatermarks(DISORDER))
                                .withTimestampAssigner((row, ignored) -> time(row, column)))
                .setParallelism(1)
                .uid(name + "-watermarks");
    }

    private static List<String> collect(EntityPlan plan, StageOutput output) throws Exception {
        CollectingSink sink = new CollectingSink();
        output.rows().map(new ToText(plan.outputType())).uid("to-text").sinkTo(sink).uid("sink");
        output.rows().getExecutionEnvironment().execute();
        return sink.sorted();
    }

    /** Every bit of a row. */
    private static final class ToText implements MapFunction<RowData, String> {
        private static final long serialVersionUID = 1L;

        private final RowType type;

        ToText(RowType type) {
            this.type = type;
        }

        @Override
        public String map(RowData row) {
            BinaryRowData binary = new RowDataSerializer(type).toBinaryRow(row);
            byte[] bytes = new byte[binary.getSizeInBytes()];
            binary.getSegments()[0].get(0, bytes);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < type.getFieldCount(); i++) {
                Object value =
                        RowData.createFieldGetter(type.getTypeAt(i).copy(true), i)
                                .getFieldOrNull(row);
                text.append(value).append('|');
            }
            return text.append(HexFormat.of().formatHex(bytes)).toString();
        }
    }
}
