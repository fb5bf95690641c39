package io.millrace.inference.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.inference.card.Meaning;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelInput;
import io.millrace.inference.card.ModelOutput;
import io.millrace.inference.card.OutputType;
import io.millrace.inference.card.ValueType;
import io.millrace.inference.fixture.Cards;
import io.millrace.inference.fixture.TestModels;
import io.millrace.inference.session.ModelStore;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoringPlanTest {

    private static final URI NOWHERE = URI.create("file:///nowhere/model.onnx");
    private static final byte[] MODEL = TestModels.linear(3, 1);

    @Test
    void shouldBindColumnsByNameWhateverTheirOrder() {
        ModelCard card = Cards.score(MODEL, 3);

        assertThat(ScoringPlan.of(NOWHERE, card, List.of("f2", "f0", "f1"), Map.of()))
                .isEqualTo(ScoringPlan.of(NOWHERE, card));
        assertThat(ScoringPlan.of(NOWHERE, card, List.of("a", "b", "c"), Map.of()).inputColumns())
                .containsExactly("a", "b", "c");
    }

    @Test
    void shouldRefuseAnOrderThatContradictsTheNames() {
        ScoringPlan plan =
                ScoringPlan.of(NOWHERE, Cards.score(MODEL, 3), List.of("f1", "x", "f2"), Map.of());

        assertThat(plan.columnProblems(row("f1", "x", "f2")))
                .containsExactly(
                        "the column 'f1' would feed the model's input 'f0', and the model has an input 'f1': list the columns in the card's order, or all by the names of its inputs");
    }

    @Test
    void shouldReportAllThatIsWrongWithTheColumns() {
        ModelCard card =
                Cards.card(
                        MODEL,
                        List.of(
                                ModelInput.ofFloat("volt_mean"),
                                Cards.input("day", ValueType.FLOAT),
                                Cards.input("age", ValueType.INT32),
                                Cards.input("code", ValueType.STRING)),
                        List.of(ModelOutput.ofFloat("score", Meaning.SCORE)));
        RowType rows =
                row(
                        Map.of(
                                "volt_means", new DoubleType(),
                                "day", new DateType(),
                                "age", new BigIntType(),
                                "code", new IntType(),
                                "score", new DoubleType()));

        ScoringPlan plan =
                new ScoringPlan(
                        NOWHERE,
                        card,
                        List.of(),
                        Map.of("volt_maen", 0.0),
                        8,
                        Duration.ZERO,
                        "sent_at",
                        null);

        assertThat(plan.columnProblems(rows))
                .containsExactly(
                        "the model's input 'volt_mean' wants the column 'volt_mean', which no feature or column provides; did you mean 'volt_means'?",
                        "the model's input 'day' is float, the column 'day' is DATE: CAST it in a view",
                        "the model's input 'age' is int32, the column 'age' is BIGINT: CAST it in a view",
                        "the model's input 'code' is string, the column 'code' is INT: CAST it in a view",
                        "the column 'score' is there already, and the model adds one of that name: rename the column, or the card's output",
                        "fill: 'volt_maen' is none of the model's input columns; did you mean 'volt_mean'?",
                        "latency is to be taken from 'sent_at', which is no TIMESTAMP, TIMESTAMP_LTZ or BIGINT column");
        assertThatThrownBy(() -> plan.outputType(rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'volt_mean'")
                .hasMessageContaining("'sent_at'");
    }

    @Test
    void shouldRefuseFillsThatTheInputCannotHold() {
        ModelCard card =
                Cards.card(
                        MODEL,
                        List.of(
                                Cards.input("code", ValueType.STRING),
                                Cards.input("age", ValueType.INT64)),
                        List.of(ModelOutput.ofFloat("score", Meaning.SCORE)));
        RowType rows = row(Map.of("code", new VarCharType(9), "age", new IntType()));

        assertThat(
                        ScoringPlan.of(NOWHERE, card, List.of(), Map.of("code", 0.0))
                                .columnProblems(rows))
                .containsExactly(
                        "fill: 'code' feeds an input of type string: COALESCE it in a view");
        assertThat(
                        ScoringPlan.of(NOWHERE, card, List.of(), Map.of("age", 0.5))
                                .columnProblems(rows))
                .containsExactly(
                        "fill: 'age' feeds an input of type int64, which cannot hold 0.5: give it a whole number");
        assertThat(
                        ScoringPlan.of(NOWHERE, card, List.of(), Map.of("age", 1.0))
                                .columnProblems(rows))
                .isEmpty();
    }

    @Test
    void shouldTakeWhatLosesNothingButDigits() {
        assertReadable(new DecimalType(10, 2), ValueType.FLOAT, true);
        assertReadable(new DoubleType(), ValueType.INT64, false);
        assertReadable(new BigIntType(), ValueType.DOUBLE, true);
        assertReadable(new IntType(), ValueType.INT64, true);
        assertReadable(new BooleanType(), ValueType.FLOAT, true);
        assertReadable(new IntType(), ValueType.BOOL, false);
        assertReadable(new VarCharType(3), ValueType.STRING, true);
        assertReadable(new VarCharType(3), ValueType.FLOAT, false);
    }

    @Test
    void shouldGiveOutputsTheirTypes() {
        ModelCard card =
                Cards.card(
                        MODEL,
                        List.of(ModelInput.ofFloat("f0")),
                        List.of(
                                Cards.output("label", Cards.scalar(ValueType.INT64), null, null),
                                Cards.output("all", Cards.vector(ValueType.FLOAT), null, null),
                                Cards.output(
                                        "zipped",
                                        new OutputType.Mapping(ValueType.STRING, ValueType.FLOAT),
                                        null,
                                        null)));

        assertThat(ScoringPlan.of(NOWHERE, card).outputType(row("f0")).asSummaryString())
                .isEqualTo(
                        "ROW<`f0` DOUBLE, `label` BIGINT, `all` ARRAY<FLOAT>, `zipped` MAP<STRING, FLOAT>, `model_name` STRING, `model_version` STRING, `scored_at` TIMESTAMP_LTZ(3)> NOT NULL");
        assertThat(ScoringPlan.of(NOWHERE, card).rejectedType(row("f0")).asSummaryString())
                .isEqualTo("ROW<`f0` DOUBLE, `reason` STRING> NOT NULL");
    }

    @Test
    void shouldCheckColumnsFileAndCardTogether(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("model.onnx"), MODEL);
        ModelStore store = new ModelStore(folder, ModelStore.DEFAULT_LIMIT);
        ModelCard card = Cards.score(MODEL, 3);

        assertThat(ScoringPlan.of(file.toUri(), card).problems(row("f0", "f1", "f2"), store))
                .isEmpty();
        assertThat(ScoringPlan.of(NOWHERE, card).problems(row("f0", "f1"), store))
                .hasSize(2)
                .anyMatch(problem -> problem.contains("wants the column 'f2'"))
                .anyMatch(problem -> problem.contains("there is no such model file"));
    }

    @Test
    void shouldRefuseBatchesThatCannotBe() {
        ScoringPlan plan = ScoringPlan.of(NOWHERE, Cards.score(MODEL, 3));

        assertThatThrownBy(() -> plan.withBatch(0, Duration.ZERO))
                .hasMessage("max_batch must be at least 1, not 0");
        assertThatThrownBy(() -> plan.withBatch(1, Duration.ofMillis(-1)))
                .hasMessageStartingWith("max_linger must not be negative");
    }

    private static void assertReadable(LogicalType column, ValueType input, boolean expected) {
        assertThat(ColumnReader.canRead(column, input))
                .as(column + " " + input)
                .isEqualTo(expected);
    }

    private static RowType row(String... names) {
        return new RowType(
                false,
                List.of(names).stream()
                        .map(name -> new RowType.RowField(name, new DoubleType()))
                        .toList());
    }

    private static RowType row(Map<String, LogicalType> fields) {
        return new RowType(
                false,
                fields.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(field -> new RowType.RowField(field.getKey(), field.getValue()))
                        .toList());
    }
}
