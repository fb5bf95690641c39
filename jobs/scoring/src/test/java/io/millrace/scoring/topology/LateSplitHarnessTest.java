package io.millrace.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.features.plan.BoundSource;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

class LateSplitHarnessTest {

    private static final RowType TYPE =
            RowType.of(
                    new LogicalType[] {new IntType(), new BigIntType()}, new String[] {"id", "ts"});

    private final LateSplit split =
            new LateSplit(new BoundSource("readings", TYPE, 1, -1, false, Map.of()));

    private static RowData row(RowKind kind, int id, Long time) {
        return GenericRowData.ofKind(kind, id, time);
    }

    @Test
    void shouldRejectWhatTheWatermarkHasReached() throws Exception {
        try (OneInputStreamOperatorTestHarness<RowData, RowData> harness =
                ProcessFunctionTestHarnesses.forProcessFunction(split)) {
            harness.processElement(new StreamRecord<>(row(RowKind.INSERT, 1, 5L)));
            harness.processWatermark(10);
            harness.processElement(new StreamRecord<>(row(RowKind.INSERT, 2, 10L)));
            harness.processElement(new StreamRecord<>(row(RowKind.INSERT, 3, 11L)));
            harness.processElement(new StreamRecord<>(row(RowKind.DELETE, 4, 5L)));
            harness.processElement(new StreamRecord<>(row(RowKind.INSERT, 5, null)));

            assertThat(ids(harness.extractOutputValues())).containsExactly(1, 3, 4, 5);
            assertThat(harness.getSideOutput(split.rejected()))
                    .singleElement()
                    .satisfies(
                            late -> {
                                assertThat(late.getValue().getInt(0)).isEqualTo(2);
                                assertThat(late.getValue().getString(2))
                                        .hasToString("late: event time 10 ms, watermark 10 ms");
                            });
        }
    }

    private static List<Integer> ids(List<RowData> rows) {
        return rows.stream().map(row -> row.getInt(0)).toList();
    }
}
