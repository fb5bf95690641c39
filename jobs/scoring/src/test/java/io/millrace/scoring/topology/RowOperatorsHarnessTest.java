package io.millrace.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.DefaultOpenContext;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

/** The small operators between rooms. */
class RowOperatorsHarnessTest {

    private static final RowType TYPE =
            RowType.of(
                    new LogicalType[] {new IntType(), VarCharType.STRING_TYPE, new IntType()},
                    new String[] {"id", "problem", "v"});

    private static GenericRowData row(RowKind kind, Integer id, String problem, Integer v) {
        return GenericRowData.ofKind(
                kind, id, problem == null ? null : StringData.fromString(problem), v);
    }

    // ---- SpineRows

    @Test
    void shouldScoreInsertsOnly() {
        assertThat(scored(false)).containsExactly(RowKind.INSERT);
    }

    @Test
    void shouldScoreAfterImagesIfTheyAreWantedAndAsInserts() {
        assertThat(scored(true)).containsExactly(RowKind.INSERT, RowKind.INSERT);
    }

    private static List<RowKind> scored(boolean updates) {
        Seen seen = new Seen();
        SpineRows rows = new SpineRows(updates);
        for (RowKind kind : RowKind.values()) {
            rows.flatMap(row(kind, 1, null, 2), seen);
        }
        return seen.kinds;
    }

    @Test
    void shouldGiveTheRowBackAsItWas() {
        GenericRowData row = row(RowKind.UPDATE_AFTER, 1, null, 2);
        new SpineRows(true).flatMap(row, new Seen());
        assertThat(row.getRowKind()).isEqualTo(RowKind.UPDATE_AFTER);
    }

    /** Looks at a row when it comes, as an operator in the chain does. */
    private static final class Seen implements Collector<RowData> {
        private final List<RowKind> kinds = new ArrayList<>();

        @Override
        public void collect(RowData row) {
            kinds.add(row.getRowKind());
        }

        @Override
        public void close() {}
    }

    // ---- KeptColumns

    @Test
    void shouldKeepColumnsInOrderAndTheRowsKind() {
        KeptColumns columns = new KeptColumns(List.of(2, 0));
        columns.open(DefaultOpenContext.INSTANCE);
        RowData first = columns.map(row(RowKind.DELETE, 1, "x", null));
        assertThat(first.getArity()).isEqualTo(2);
        assertThat(first.isNullAt(0)).isTrue();
        assertThat(first.getInt(1)).isEqualTo(1);
        assertThat(first.getRowKind()).isEqualTo(RowKind.DELETE);
        RowData second = columns.map(row(RowKind.INSERT, 3, "x", 4));
        assertThat(second.getInt(0)).isEqualTo(4);
        assertThat(second.getInt(1)).isEqualTo(3);
    }

    // ---- ErrorSplit

    @Test
    void shouldSplitOffRowsWithAnError() throws Exception {
        ErrorSplit split = new ErrorSplit(TYPE, 1);
        try (OneInputStreamOperatorTestHarness<RowData, RowData> operator =
                ProcessFunctionTestHarnesses.forProcessFunction(split)) {
            operator.setup(InternalTypeInfo.of(TYPE).toSerializer());
            operator.processElement(row(RowKind.INSERT, 1, null, 2), 0);
            operator.processElement(row(RowKind.INSERT, null, "not JSON", null), 0);
            assertThat(operator.extractOutputValues())
                    .singleElement()
                    .satisfies(row -> assertThat(row.getInt(0)).isEqualTo(1));
            assertThat(operator.getSideOutput(split.rejected()))
                    .singleElement()
                    .satisfies(
                            record -> {
                                RowData row = record.getValue();
                                assertThat(row.getArity()).isEqualTo(4);
                                assertThat(row.isNullAt(0)).isTrue();
                                assertThat(row.getString(3)).hasToString("not JSON");
                            });
        }
    }

    @Test
    void shouldAllowNullsInRowsThatCouldNotBeReadWhateverTheTableSays() {
        RowType strict =
                RowType.of(
                        new LogicalType[] {new IntType(false), VarCharType.STRING_TYPE},
                        new String[] {"id", "problem"});
        RowType rejected = Rejection.type(strict);
        assertThat(rejected.getChildren()).allMatch(LogicalType::isNullable);
        assertThat(rejected.getFieldNames()).containsExactly("id", "problem", "reason");
        RowData copied =
                new RowDataSerializer(rejected)
                        .toBinaryRow(GenericRowData.of(null, null, StringData.fromString("no")));
        assertThat(copied.isNullAt(0)).isTrue();
    }
}
