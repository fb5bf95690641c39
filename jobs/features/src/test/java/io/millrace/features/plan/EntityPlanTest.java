package io.millrace.features.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.features.definition.AggregationDefinition;
import io.millrace.features.definition.EntityDefinition;
import io.millrace.features.definition.ViewDefinition;
import io.millrace.features.definition.Window;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

class EntityPlanTest {
    private static final EntityDefinition MACHINE =
            new EntityDefinition("machine", List.of("machine_id"));
    private static final BoundSource READINGS =
            source(
                    "readings",
                    false,
                    List.of("machine_id", "event_time", "volt", "note", "raw", "is hot"),
                    new IntType(),
                    new TimestampType(3),
                    new DoubleType(),
                    VarCharType.STRING_TYPE,
                    new VarBinaryType(100),
                    new BooleanType());
    private static final BoundSource ERRORS =
            source(
                    "errors",
                    true,
                    List.of("machine_id", "occurred_at", "code", "severity"),
                    new IntType(false),
                    new TimestampType(6),
                    new VarCharType(20),
                    new IntType());

    private static BoundSource source(
            String table, boolean changelog, List<String> names, LogicalType... types) {
        RowType type = RowType.of(types, names.toArray(String[]::new));
        Map<String, Integer> conditions =
                names.contains("is hot") ? Map.of("volt > 200", 5) : Map.of();
        return new BoundSource(table, type, 1, -1, changelog, conditions);
    }

    private static AggregationDefinition aggregation(
            List<String> columns, List<String> functions, String... windows) {
        List<Window> lengths = List.of(windows).stream().map(EntityPlanTest::window).toList();
        return new AggregationDefinition(columns, functions, lengths, null);
    }

    private static Window window(String label) {
        return new Window(label, Duration.parse("PT" + label));
    }

    private static ViewDefinition view(
            String name, String source, AggregationDefinition... aggregations) {
        return view(name, source, List.of(), null, false, List.of(), aggregations);
    }

    private static ViewDefinition view(
            String name,
            String source,
            List<String> latest,
            @Nullable Duration hop,
            boolean excludeCurrent,
            List<String> tieBreak,
            AggregationDefinition... aggregations) {
        return new ViewDefinition(
                name,
                "machine",
                source,
                List.of(aggregations),
                latest,
                Duration.ZERO,
                hop,
                excludeCurrent,
                tieBreak);
    }

    private static EntityPlan plan(ViewDefinition... views) {
        return EntityPlan.of(MACHINE, List.of(views), READINGS, Map.of("errors", ERRORS));
    }

    private static List<String> problems(ViewDefinition... views) {
        return problems(MACHINE, READINGS, Map.of("errors", ERRORS), views);
    }

    private static List<String> problems(
            EntityDefinition entity,
            BoundSource spine,
            Map<String, BoundSource> sources,
            ViewDefinition... views) {
        try {
            EntityPlan.of(entity, List.of(views), spine, sources);
            return List.of();
        } catch (DefinitionException e) {
            return e.problems();
        }
    }

    @Test
    void shouldNameFeaturesByViewColumnFunctionAndWindow() {
        EntityPlan plan =
                plan(
                        view(
                                "telemetry",
                                "readings",
                                aggregation(List.of("volt"), List.of("mean", "max"), "3H", "1H"),
                                aggregation(List.of(), List.of("count"), "15M")),
                        view(
                                "profile",
                                "errors",
                                List.of("code", "severity"),
                                null,
                                false,
                                List.of()));

        assertThat(plan.features())
                .extracting(Feature::name)
                .containsExactly(
                        "telemetry_volt_mean_3H",
                        "telemetry_volt_mean_1H",
                        "telemetry_volt_max_3H",
                        "telemetry_volt_max_1H",
                        "telemetry_count_15M",
                        "profile_code",
                        "profile_severity");
        assertThat(plan.outputType().getFieldNames())
                .startsWith("machine_id", "event_time", "volt")
                .endsWith("profile_code", "profile_severity");
    }

    @Test
    void shouldTypeFeaturesByFunctionAndColumn() {
        EntityPlan plan =
                plan(
                        view(
                                "e",
                                "errors",
                                aggregation(
                                        List.of("severity"), List.of("sum", "mean", "max"), "1H"),
                                aggregation(List.of("code", "occurred_at"), List.of("last"), "1H"),
                                aggregation(List.of(), List.of("count", "time_since_last"), "1H")));

        assertThat(plan.features())
                .extracting(Feature::type)
                .containsExactly(
                        new BigIntType(),
                        new DoubleType(),
                        new IntType(),
                        new VarCharType(20),
                        new TimestampType(3),
                        new BigIntType(),
                        new DoubleType());
    }

    @Test
    void shouldLetOnlyThoseColumnsTravelThatAreAskedFor() {
        EntityPlan plan =
                plan(view("e", "errors", aggregation(List.of("code"), List.of("last"), "1H")));

        assertThat(plan.inputs()).hasSize(2);
        assertThat(plan.inputs().get(0).travelling()).isEqualTo(READINGS.rowType().copy(false));
        assertThat(plan.inputs().get(1).travelling().getFieldNames())
                .containsExactly("machine_id", "occurred_at", "code");
    }

    @Test
    void shouldPassOverViewsOfOtherEntities() {
        ViewDefinition other =
                new ViewDefinition(
                        "x",
                        "card",
                        "nowhere",
                        List.of(),
                        List.of(),
                        Duration.ZERO,
                        null,
                        false,
                        List.of());
        assertThat(plan(other).features()).isEmpty();
    }

    @Test
    void shouldBeSerializable() throws Exception {
        EntityPlan plan =
                plan(view("e", "errors", aggregation(List.of("code"), List.of("last"), "1H")));
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            out.writeObject(plan);
        }
    }

    @Test
    void shouldReportEverythingThatIsWrongAtOnce() {
        assertThat(
                        problems(
                                view(
                                        "telemetry",
                                        "readings",
                                        aggregation(
                                                List.of("vlot", "raw", "note"),
                                                List.of("maen", "stddev"),
                                                "0S")),
                                view(
                                        "errs",
                                        "erors",
                                        aggregation(List.of(), List.of("sum"), "1H"))))
                .containsExactly(
                        "view telemetry: window 0S must be longer than 0",
                        "view telemetry: no function \"maen\"; did you mean \"mean\"?",
                        "view telemetry: no column \"vlot\" in table readings; did you mean"
                                + " \"volt\"?",
                        "view telemetry: stddev does not take column \"raw\" of type"
                                + " VARBINARY(100); take a part of it out in a view",
                        "view telemetry: function stddev does not take column \"note\" of type"
                                + " STRING; it takes [BOOLEAN, INTEGER, FLOATING]",
                        "view errs: no table \"erors\"; did you mean \"errors\"?");
    }

    @Test
    void shouldReportFunctionsThatNeedAColumn() {
        assertThat(problems(view("v", "readings", aggregation(List.of(), List.of("mean"), "1H"))))
                .containsExactly("view v: function mean needs a column");
    }

    @Test
    void shouldReportKeysThatDoNotMatch() {
        BoundSource text =
                source(
                        "errors",
                        true,
                        List.of("machine_id", "at", "code"),
                        VarCharType.STRING_TYPE,
                        new TimestampType(3),
                        new VarCharType(20));
        BoundSource none =
                source(
                        "errors",
                        true,
                        List.of("machine", "at"),
                        new IntType(),
                        new TimestampType(3));
        ViewDefinition view = view("e", "errors", aggregation(List.of(), List.of("count"), "1H"));

        assertThat(problems(MACHINE, READINGS, Map.of("errors", text), view))
                .containsExactly(
                        "table errors: key column \"machine_id\" is STRING but INT in"
                                + " the spine readings; CAST one of them in a view");
        assertThat(problems(MACHINE, READINGS, Map.of("errors", none), view))
                .containsExactly(
                        "table errors: has no key column \"machine_id\"; did you mean"
                                + " \"machine\"?");
    }

    @Test
    void shouldReportViewsThatAreBothOrNeither() {
        assertThat(
                        problems(
                                view(
                                        "both",
                                        "errors",
                                        List.of("code"),
                                        null,
                                        false,
                                        List.of(),
                                        aggregation(List.of(), List.of("count"), "1H")),
                                view("neither", "errors")))
                .containsExactly(
                        "view both: has both aggregations and latest columns; make it two views",
                        "view neither: has neither aggregations nor latest columns");
    }

    @Test
    void shouldReportDuplicateNames() {
        ViewDefinition view = view("v", "readings", aggregation(List.of(), List.of("count"), "1H"));
        AggregationDefinition hot =
                new AggregationDefinition(
                        List.of(), List.of("count"), List.of(window("1H")), "volt > 200");

        assertThat(problems(view, view))
                .containsExactly(
                        "view v: is defined twice; rename one of them",
                        "view v: feature \"v_count_1H\" is defined twice; tell them apart by an"
                                + " alias, such as \"count as other\"");
        assertThat(
                        problems(
                                view(
                                        "v",
                                        "readings",
                                        aggregation(List.of(), List.of("count"), "1H"),
                                        hot)))
                .singleElement()
                .asString()
                .contains("v_count_1H");
    }

    @Test
    void shouldReportHopsThatCannotWork() {
        ViewDefinition uneven =
                view(
                        "uneven",
                        "readings",
                        List.of(),
                        Duration.ofMinutes(7),
                        false,
                        List.of(),
                        aggregation(List.of(), List.of("count"), "1H"));
        ViewDefinition changes =
                view(
                        "changes",
                        "errors",
                        List.of(),
                        Duration.ofMinutes(5),
                        false,
                        List.of(),
                        aggregation(List.of(), List.of("count"), "1H"));

        assertThat(problems(uneven, changes))
                .containsExactly(
                        "view uneven: window 1H is not a multiple of the hop of 420000 ms; choose a"
                                + " hop that divides every window",
                        "view changes: hop cannot follow the updates and deletes of errors,"
                                + " because tiles do not keep rows; leave it out");
    }

    @Test
    void shouldReportOptionsWithoutMeaning() {
        assertThat(
                        problems(
                                view(
                                        "e",
                                        "errors",
                                        List.of(),
                                        null,
                                        true,
                                        List.of("sequence"),
                                        aggregation(List.of(), List.of("count"), "1H"))))
                .containsExactly(
                        "view e: exclude_current is for views over the spine; rows of errors at the"
                                + " spine row's own time never count",
                        "view e: no column \"sequence\" in table errors; there are: machine_id,"
                                + " occurred_at, code, severity");
    }

    @Test
    void shouldReportAWhereThatIsNotComputed() {
        AggregationDefinition where =
                new AggregationDefinition(
                        List.of(), List.of("count"), List.of(window("1H")), "volt < 3");
        assertThat(problems(view("v", "readings", where)))
                .containsExactly("view v: where \"volt < 3\" is not computed by readings");
    }

    @Test
    void shouldPutAllProblemsIntoTheMessage() {
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> plan(view("a", "x"), view("b", "y")))
                .withMessageContaining("view a: no table")
                .withMessageContaining("view b: no table");
    }
}
