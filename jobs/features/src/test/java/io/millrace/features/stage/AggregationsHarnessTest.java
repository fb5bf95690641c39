package io.millrace.features.stage;

import static io.millrace.features.stage.Plant.error;
import static io.millrace.features.stage.Plant.reading;
import static org.apache.flink.types.RowKind.DELETE;
import static org.apache.flink.types.RowKind.INSERT;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.features.definition.AggregationDefinition;
import io.millrace.features.definition.ViewDefinition;
import io.millrace.features.plan.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Aggregations whose partial aggregates have no fixed size, from definition to feature. */
class AggregationsHarnessTest {
    private static final long NOW = 1_767_600_000_000L;
    private static final List<String> OF_NUMBERS =
            List.of(
                    "quantile(0.5, 0.99)",
                    "median",
                    "last_k(3)",
                    "lag(2)",
                    "count_distinct",
                    "approx_count_distinct",
                    "top_k(2)",
                    "histogram(0, 10)",
                    "ewma(1m)",
                    "rate");

    private static AggregationDefinition of(
            List<String> columns, List<String> functions, String where) {
        return new AggregationDefinition(
                columns, functions, List.of(Plant.window("10m"), Plant.window("1h")), where);
    }

    private static ViewDefinition view(Duration hop) {
        return new ViewDefinition(
                "v",
                "machine",
                "readings",
                List.of(
                        of(List.of("volt"), OF_NUMBERS, null),
                        of(
                                List.of("note"),
                                List.of("min", "max", "top_k(2)", "last_k(2)", "count_distinct"),
                                null),
                        of(List.of(), List.of("ratio", "count as hot"), "volt > 200"),
                        of(List.of(), List.of("rate"), null)),
                List.of(),
                Duration.ZERO,
                hop,
                false,
                List.of());
    }

    private static Object text(String text) {
        return StringData.fromString(text);
    }

    private static List<Object> answers(String column, RowData... rows) throws Exception {
        try (StageHarness stage = new StageHarness(Plant.plan(view(null)), Order.ARRIVAL, 0)) {
            stage.send("readings", rows);
            return stage.take("v_" + column + "_1h");
        }
    }

    private static final RowData[] FOUR = {
        reading(1, NOW, 250.0, "b"),
        reading(1, NOW + 1000, -5.0, "a"),
        reading(1, NOW + 2000, 250.0, null),
        reading(1, NOW + 3000, null, "b")
    };

    @Test
    void shouldAnswerInColumns() throws Exception {
        assertThat(answers("volt_last_1", FOUR)).containsExactly(250.0, -5.0, 250.0, 250.0);
        assertThat(answers("volt_last_2", FOUR)).containsExactly("NULL", 250.0, -5.0, -5.0);
        assertThat(answers("volt_last_3", FOUR)).containsExactly("NULL", "NULL", 250.0, 250.0);
        assertThat(answers("volt_lag_2", FOUR)).containsExactly("NULL", "NULL", 250.0, 250.0);
        assertThat(answers("volt_p50", FOUR)).containsExactly(250.0, 122.5, 250.0, 250.0);
        assertThat(answers("volt_median", FOUR)).containsExactly(250.0, 122.5, 250.0, 250.0);
        assertThat(answers("volt_count_distinct", FOUR)).containsExactly(1L, 2L, 2L, 2L);
        assertThat(answers("volt_approx_count_distinct", FOUR)).containsExactly(1L, 2L, 2L, 2L);
        assertThat(answers("volt_top_1", FOUR)).containsExactly(250.0, -5.0, 250.0, 250.0);
        assertThat(answers("volt_top_2", FOUR)).containsExactly("NULL", 250.0, -5.0, -5.0);
        assertThat(answers("volt_histogram_1", FOUR)).containsExactly(0L, 1L, 1L, 1L);
        assertThat(answers("volt_histogram_2", FOUR)).containsExactly(0L, 0L, 0L, 0L);
        assertThat(answers("volt_histogram_3", FOUR)).containsExactly(1L, 1L, 2L, 2L);
        assertThat(answers("ratio", FOUR)).containsExactly(1.0, 0.5, 2.0 / 3, 0.5);
        assertThat(answers("hot", FOUR)).containsExactly(1L, 1L, 2L, 2L);
        assertThat(answers("rate", FOUR))
                .containsExactly(1 / 3600.0, 2 / 3600.0, 3 / 3600.0, 4 / 3600.0);
        assertThat(answers("volt_rate", FOUR))
                .containsExactly(250 / 3600.0, 245 / 3600.0, 495 / 3600.0, 495 / 3600.0);
    }

    @Test
    void shouldAnswerInTexts() throws Exception {
        assertThat(answers("note_min", FOUR))
                .containsExactly(text("b"), text("a"), text("a"), text("a"));
        assertThat(answers("note_max", FOUR)).containsOnly(text("b"));
        assertThat(answers("note_top_1", FOUR))
                .containsExactly(text("b"), text("a"), text("a"), text("b"));
        assertThat(answers("note_last_2", FOUR))
                .containsExactly("NULL", text("b"), text("b"), text("a"));
        assertThat(answers("note_count_distinct", FOUR)).containsExactly(1L, 2L, 2L, 2L);
    }

    @Test
    void shouldAnswerOfNoRows() throws Exception {
        RowData nothing = reading(1, NOW, null, null);

        for (String count :
                List.of("count_distinct", "approx_count_distinct", "histogram_1", "histogram_3")) {
            assertThat(answers("volt_" + count, nothing)).as(count).containsExactly(0L);
        }
        for (String value : List.of("p99", "median", "last_1", "top_1", "ewma_1m", "rate")) {
            assertThat(answers("volt_" + value, nothing)).as(value).containsExactly("NULL");
        }
        assertThat(answers("note_max", nothing)).containsExactly("NULL");
    }

    @Test
    void shouldBeRightAfterARetraction() throws Exception {
        ViewDefinition errors =
                Plant.windowed(
                        "e",
                        "errors",
                        new AggregationDefinition(
                                List.of("code"),
                                List.of("top_k(1)", "count_distinct", "last_k(1)", "max"),
                                List.of(Plant.window("1h")),
                                null),
                        new AggregationDefinition(
                                List.of("error_id"),
                                List.of("median", "approx_count_distinct", "ewma(1h)"),
                                List.of(Plant.window("1h")),
                                null));
        try (StageHarness stage = new StageHarness(Plant.plan(errors), Order.EVENT_TIME, 0)) {
            stage.send("errors", error(INSERT, 7, 1, "E1", NOW, NOW));
            stage.send("errors", error(INSERT, 8, 1, "E9", NOW + 1, NOW + 1));
            stage.send("errors", error(INSERT, 9, 1, "E9", NOW + 2, NOW + 2));
            stage.send("errors", error(DELETE, 9, 1, "E9", NOW + 2, NOW + 20));
            stage.send("errors", error(DELETE, 8, 1, "E9", NOW + 1, NOW + 20));
            stage.send("readings", reading(1, NOW + 10, 1.0), reading(1, NOW + 30, 1.0));
            stage.watermark(NOW + 30);
            List<RowData> rows = stage.take();

            int first = Plant.READINGS.getFieldCount();
            assertThat(rows.get(0).getString(first)).hasToString("E9");
            assertThat(rows.get(0).getLong(first + 1)).isEqualTo(2);
            assertThat(rows.get(0).getDouble(first + 4)).isEqualTo(8);
            assertThat(rows.get(0).getLong(first + 5)).isEqualTo(3);
            for (int text : new int[] {0, 2, 3}) {
                assertThat(rows.get(1).getString(first + text)).hasToString("E1");
            }
            assertThat(rows.get(1).getLong(first + 1)).isEqualTo(1);
            assertThat(rows.get(1).getDouble(first + 4)).isEqualTo(7);
            assertThat(rows.get(1).getLong(first + 5)).isEqualTo(1);
            assertThat(rows.get(1).getDouble(first + 6)).isEqualTo(7);
        }
    }

    private static StateBackend backend(String name) {
        return name.equals("rocksdb")
                ? new EmbeddedRocksDBStateBackend(true)
                : new HashMapStateBackend();
    }

    private static List<RowData> many(Random random) {
        List<RowData> rows = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            double volt = Math.rint(random.nextGaussian() * 300);
            rows.add(reading(1, NOW + i * 200L, volt, "note " + random.nextInt(700)));
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void shouldAnswerTheSameFromASavepointOfTiles(String backend) throws Exception {
        List<RowData> rows = many(new Random(20260126));
        Duration hop = Duration.ofMinutes(2);
        List<RowData> straight;
        try (StageHarness stage = new StageHarness(Plant.plan(view(hop)), Order.EVENT_TIME, 0)) {
            stage.send("readings", rows.toArray(RowData[]::new));
            stage.watermark(NOW + 3_000_000);
            straight = stage.take();
        }
        List<RowData> resumed = new ArrayList<>();
        OperatorSubtaskState savepoint;
        try (StageHarness stage = stage(backend, hop, null)) {
            stage.send("readings", rows.subList(0, 2_900).toArray(RowData[]::new));
            stage.watermark(NOW + 2_900 * 200 - 1);
            resumed.addAll(stage.take());
            savepoint = stage.operator.snapshot(1, 1);
        }
        try (StageHarness stage = stage(backend, hop, savepoint)) {
            stage.send("readings", rows.subList(2_900, 3_000).toArray(RowData[]::new));
            stage.watermark(NOW + 3_000_000);
            resumed.addAll(stage.take());
        }
        assertThat(resumed.stream().map(Object::toString).toList())
                .isEqualTo(straight.stream().map(Object::toString).toList());
    }

    private static StageHarness stage(String backend, Duration hop, OperatorSubtaskState from)
            throws Exception {
        return new StageHarness(Plant.plan(view(hop)), Order.EVENT_TIME, 0, backend(backend), from);
    }
}
