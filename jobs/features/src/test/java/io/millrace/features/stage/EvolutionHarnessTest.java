package io.millrace.features.stage;

import static io.millrace.features.stage.Plant.error;
import static io.millrace.features.stage.Plant.machine;
import static io.millrace.features.stage.Plant.reading;
import static org.apache.flink.types.RowKind.INSERT;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.features.definition.AggregationDefinition;
import io.millrace.features.definition.ViewDefinition;
import io.millrace.features.plan.EntityPlan;
import io.millrace.features.plan.Order;
import java.time.Duration;
import java.util.List;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.table.data.StringData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A savepoint of one definition under another. */
class EvolutionHarnessTest {
    private static final long NOW = 1_767_600_000_000L;

    private static StateBackend backend(String name) {
        return name.equals("rocksdb")
                ? new EmbeddedRocksDBStateBackend(true)
                : new HashMapStateBackend();
    }

    private static ViewDefinition telemetry(List<String> columns, String function) {
        return Plant.windowed(
                "telemetry",
                "readings",
                new AggregationDefinition(
                        columns, List.of(function), List.of(Plant.window("1h")), null));
    }

    private static ViewDefinition profile(String... columns) {
        return new ViewDefinition(
                "profile",
                "machine",
                "machines",
                List.of(),
                List.of(columns),
                Duration.ZERO,
                null,
                false,
                List.of());
    }

    private static StageHarness stage(
            String backend, Order order, OperatorSubtaskState from, ViewDefinition... views)
            throws Exception {
        EntityPlan plan = Plant.plan(views);
        return new StageHarness(plan, order, 60_000, backend(backend), from);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void shouldKeepWhatIsKeptAndStartWhatIsNewEmpty(String backend) throws Exception {
        OperatorSubtaskState savepoint;
        try (StageHarness stage =
                stage(
                        backend,
                        Order.EVENT_TIME,
                        null,
                        telemetry(List.of("volt"), "sum"),
                        Plant.errors(),
                        profile("model"))) {
            stage.send("readings", reading(1, NOW, 10.0, "a"), reading(1, NOW + 2, 30.0, "c"));
            stage.send("machines", machine(INSERT, 1, "m", 3, NOW));
            stage.send("errors", error(INSERT, 1, 1, "E1", NOW, NOW + 2));
            stage.watermark(NOW + 1);
            savepoint = stage.operator.snapshot(1, 1);
        }
        try (StageHarness stage =
                stage(
                        backend,
                        Order.EVENT_TIME,
                        savepoint,
                        profile("age", "model"),
                        telemetry(List.of("note", "volt"), "last"))) {
            stage.watermark(NOW + 2);
            stage.send("readings", reading(1, NOW + 3, null, null));
            stage.watermark(NOW + 3);

            assertThat(stage.take("telemetry_volt_last_1h")).containsExactly(30.0, 30.0);
            stage.send("readings", reading(1, NOW + 4, null, null));
            stage.watermark(NOW + 4);
            assertThat(stage.take("telemetry_note_last_1h"))
                    .containsExactly(StringData.fromString("c"));
            stage.send("readings", reading(1, NOW + 5, null, null));
            stage.watermark(NOW + 5);
            assertThat(stage.take("profile_model")).containsExactly(StringData.fromString("m"));
            stage.send("readings", reading(1, NOW + 6, null, null));
            stage.watermark(NOW + 6);
            assertThat(stage.take("profile_age")).containsExactly("NULL");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void shouldAnswerRowsThatWereHeldUnderAnOlderDefinition(String backend) throws Exception {
        OperatorSubtaskState savepoint;
        try (StageHarness stage = stage(backend, Order.ARRIVAL, null, Plant.errors())) {
            stage.send("readings", reading(1, NOW, 10.0, "a"));
            stage.send("errors", error(INSERT, 1, 1, "E1", NOW - 1, NOW));
            savepoint = stage.operator.snapshot(1, 1);
        }
        try (StageHarness stage =
                stage(backend, Order.ARRIVAL, savepoint, profile("age"), Plant.errors())) {
            stage.operator.setProcessingTime(1);

            assertThat(stage.take("errors_count_1h")).containsExactly(1L);
        }
    }
}
