package io.millrace.features.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.features.definition.AggregationDefinition;
import io.millrace.features.definition.EntityDefinition;
import io.millrace.features.definition.ViewDefinition;
import io.millrace.features.definition.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

/** Functions with parameters, as columns of a plan. */
class FunctionParametersTest {
    private static final RowType READINGS =
            RowType.of(
                    new LogicalType[] {
                        new IntType(),
                        new TimestampType(3),
                        new DoubleType(),
                        new VarCharType(20),
                        new BooleanType()
                    },
                    new String[] {"machine_id", "event_time", "volt", "note", "is hot"});

    private static EntityPlan plan(String column, String where, String... functions) {
        AggregationDefinition aggregation =
                new AggregationDefinition(
                        column == null ? List.of() : List.of(column),
                        List.of(functions),
                        List.of(new Window("24h", Duration.ofDays(1))),
                        where);
        ViewDefinition view =
                new ViewDefinition(
                        "telemetry",
                        "machine",
                        "readings",
                        List.of(aggregation),
                        List.of(),
                        Duration.ZERO,
                        null,
                        false,
                        List.of());
        return EntityPlan.of(
                new EntityDefinition("machine", List.of("machine_id")),
                List.of(view),
                new BoundSource("readings", READINGS, 1, -1, false, Map.of("volt > 200", 4)),
                Map.of());
    }

    private static List<String> problems(String column, String where, String... functions) {
        try {
            plan(column, where, functions);
            return List.of();
        } catch (DefinitionException e) {
            return e.problems();
        }
    }

    @Test
    void shouldGiveEachValueAColumnOfItsOwn() {
        EntityPlan plan =
                plan(
                        "volt",
                        null,
                        "quantile(0.5, 0.99)",
                        "last_k(2)",
                        "lag(3)",
                        "histogram(0, 10)",
                        "ewma(90s)",
                        "approx_count_distinct");

        assertThat(plan.features())
                .extracting(Feature::name)
                .containsExactly(
                        "telemetry_volt_p50_24h",
                        "telemetry_volt_p99_24h",
                        "telemetry_volt_last_1_24h",
                        "telemetry_volt_last_2_24h",
                        "telemetry_volt_lag_3_24h",
                        "telemetry_volt_histogram_1_24h",
                        "telemetry_volt_histogram_2_24h",
                        "telemetry_volt_histogram_3_24h",
                        "telemetry_volt_ewma_90s_24h",
                        "telemetry_volt_approx_count_distinct_24h");
        assertThat(plan.features().get(1).function()).isEqualTo("quantile(0.5, 0.99)");
        assertThat(plan.features().get(5).type()).isEqualTo(new BigIntType());
    }

    @Test
    void shouldTypeValuesAsTheirColumn() {
        assertThat(plan("note", null, "min", "top_k(1)", "last_k(1)", "count_distinct").features())
                .extracting(Feature::type)
                .containsExactly(
                        new VarCharType(20),
                        new VarCharType(20),
                        new VarCharType(20),
                        new BigIntType());
    }

    @Test
    void shouldNameFeaturesByTheirAlias() {
        assertThat(plan(null, "volt > 200", "count as hot", "ratio as hot_share").features())
                .extracting(Feature::name)
                .containsExactly("telemetry_hot_24h", "telemetry_hot_share_24h");
        assertThat(plan("volt", null, "last_k(2) as newest").features())
                .extracting(Feature::name)
                .containsExactly("telemetry_volt_newest_1_24h", "telemetry_volt_newest_2_24h");
    }

    @Test
    void shouldRunAsItIsAfterATravel() throws Exception {
        EntityPlan plan = plan("volt", "volt > 200", "quantile(0.5)", "histogram(1)", "ratio");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(plan);
        }
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            EntityPlan read = (EntityPlan) in.readObject();

            assertThat(read.features()).isEqualTo(plan.features());
            assertThat(((ViewPlan.Windowed) read.views().get(0)).outputs())
                    .isEqualTo(((ViewPlan.Windowed) plan.views().get(0)).outputs());
        }
    }

    @Test
    void shouldReportParametersThatAFunctionDoesNotTake() {
        assertThat(problems("volt", null, "quantile(99)", "mean(1)", "last_k", "quantle(0.5)"))
                .containsExactly(
                        "view telemetry: function quantile takes fractions between 0 and 1, such as"
                                + " quantile: 0.99 or quantile: [0.5, 0.99], not 99",
                        "view telemetry: function mean takes no parameters; write mean",
                        "view telemetry: function last_k takes a whole number from 1 to 1000, such"
                                + " as last_k: 5",
                        "view telemetry: no function \"quantle\"; did you mean \"quantile\"?");
    }

    @Test
    void shouldReportColumnsThatAFunctionDoesNotTake() {
        assertThat(problems("note", null, "quantile(0.5)", "rate", "ewma(1h)"))
                .containsExactly(
                        "view telemetry: function quantile does not take column \"note\" of type"
                                + " VARCHAR(20); it takes [BOOLEAN, INTEGER, FLOATING]",
                        "view telemetry: function rate does not take column \"note\" of type"
                                + " VARCHAR(20); it takes [NONE, BOOLEAN, INTEGER, FLOATING]",
                        "view telemetry: function ewma does not take column \"note\" of type"
                                + " VARCHAR(20); it takes [BOOLEAN, INTEGER, FLOATING]");
        assertThat(problems(null, null, "top_k(2)"))
                .containsExactly("view telemetry: function top_k needs a column");
    }

    @Test
    void shouldReportARatioOfNothing() {
        assertThat(problems(null, null, "ratio"))
                .containsExactly(
                        "view telemetry: function ratio needs a where, such as where: \"vibration >"
                                + " 60\"");
    }

    @Test
    void shouldReportOneNameForTwoFeatures() {
        assertThat(problems("volt", null, "quantile(0.5)", "quantile(0.5, 0.9)"))
                .containsExactly(
                        "view telemetry: feature \"telemetry_volt_p50_24h\" is defined twice; tell"
                                + " them apart by an alias, such as \"quantile as other\"");
    }
}
