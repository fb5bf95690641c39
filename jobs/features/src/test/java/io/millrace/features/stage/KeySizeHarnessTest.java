package io.millrace.features.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.millrace.features.definition.AggregationDefinition;
import io.millrace.features.definition.ViewDefinition;
import io.millrace.features.plan.EntityPlan;
import io.millrace.features.plan.Order;
import io.millrace.features.plan.ViewPlan;
import io.millrace.features.tile.History;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a key's size is what a key that has been filled row by row weighs. */
class KeySizeHarnessTest {
    private static final long NOW = 1_767_600_000_000L;
    private static final int ROWS_PER_HOUR = 900;

    private static ViewDefinition view(Duration hop) {
        return new ViewDefinition(
                "telemetry",
                "machine",
                "readings",
                List.of(
                        new AggregationDefinition(
                                List.of("volt"),
                                List.of("mean", "stddev", "max"),
                                List.of(Plant.window("1h"), Plant.window("10m")),
                                null),
                        new AggregationDefinition(
                                List.of("note"),
                                List.of("last"),
                                List.of(Plant.window("1h")),
                                null)),
                List.of(),
                Duration.ZERO,
                hop,
                false,
                List.of());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 60_000})
    void shouldTellWhatAFullKeyWeighs(long hop) throws Exception {
        EntityPlan plan = Plant.plan(view(hop == 0 ? null : Duration.ofMillis(hop)));
        KeySize told = KeySize.of(plan, ROWS_PER_HOUR).get(0);

        long measured = measured(plan);

        assertThat(told.rows()).isEqualTo(ROWS_PER_HOUR);
        assertThat(told.isTiled()).isEqualTo(hop > 0);
        assertThat(hop == 0 ? told.exact() : told.tiled()).isCloseTo(measured, withinPercentage(5));
    }

    @Test
    void shouldTellWhatTilesWouldSave() {
        KeySize many = KeySize.of(Plant.plan(view(null)), 100 * ROWS_PER_HOUR).get(0);
        assertThat(many.hop()).isEqualTo(50_000);
        assertThat(many.tiled()).isLessThan(many.exact() / 10);
    }

    @Test
    void shouldNotPromiseTilesOverAChangeLog() {
        KeySize errors = KeySize.of(Plant.plan(Plant.errors()), 10).get(0);
        assertThat(errors.tiled()).isZero();
        assertThat(errors.exact()).isPositive();
    }

    /** Bytes of machine 1 after an hour. */
    private static long measured(EntityPlan plan) throws Exception {
        try (StageHarness stage = new StageHarness(plan, Order.EVENT_TIME, 0)) {
            Random random = new Random(3);
            for (int i = 0; i < ROWS_PER_HOUR; i++) {
                String note = "%016x".formatted(random.nextLong());
                stage.send(
                        "readings",
                        Plant.reading(1, NOW + i * 4_000L, random.nextGaussian(), note));
            }
            stage.watermark(NOW + 3_600_000L - 1);
            stage.operator.snapshot(1, 1);
            ViewPlan.Windowed view = (ViewPlan.Windowed) plan.views().get(0);
            HistorySerializer serializer = WindowedViewState.serializer(view, true);
            DataOutputSerializer out = new DataOutputSerializer(1024);
            serializer.serialize(state(stage, plan, serializer).value(), out);
            return out.length();
        }
    }

    private static ValueState<History> state(
            StageHarness stage, EntityPlan plan, HistorySerializer serializer) throws Exception {
        RowData key =
                new RowDataSerializer(plan.keyType()).toBinaryRow(GenericRowData.of(1)).copy();
        KeyedStateBackend<Object> backend =
                ((EntityOperator) stage.operator.getOperator()).getKeyedStateBackend();
        backend.setCurrentKey(key);
        return backend.getPartitionedState(
                VoidNamespace.INSTANCE,
                VoidNamespaceSerializer.INSTANCE,
                new ValueStateDescriptor<>("view-telemetry", serializer));
    }
}
