package io.millrace.features.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.features.plan.EntityPlan;
import io.millrace.features.plan.InputPlan;
import java.util.ArrayList;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

class KeyingOperatorHarnessTest {
    private static final EntityPlan PLAN = Plant.plan(Plant.telemetry(), Plant.errors());
    private static final int ERRORS = 1;

    private static OneInputStreamOperatorTestHarness<RowData, EntityRow> errors(boolean idle)
            throws Exception {
        InputPlan input = PLAN.inputs().get(ERRORS);
        OneInputStreamOperatorTestHarness<RowData, EntityRow> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new KeyingOperator(
                                ERRORS,
                                input,
                                PLAN.keyType(),
                                idle,
                                EntityStage.rejectedTag(input)));
        harness.setup(EntityRowSerializer.of(PLAN));
        harness.open();
        return harness;
    }

    @Test
    void shouldBeIdleForGoodWhereTheSpineDrivesTheWatermark() throws Exception {
        try (var harness = errors(true)) {
            harness.setProcessingTime(1);
            harness.processWatermark(new Watermark(5));
            harness.processWatermarkStatus(WatermarkStatus.ACTIVE);

            assertThat(new ArrayList<>(harness.getOutput())).containsExactly(WatermarkStatus.IDLE);
        }
    }

    @Test
    void shouldPassWatermarksOnInEventTimeOrder() throws Exception {
        try (var harness = errors(false)) {
            harness.processWatermark(new Watermark(5));

            assertThat(new ArrayList<>(harness.getOutput())).containsExactly(new Watermark(5));
        }
    }

    @Test
    void shouldTakeOutKeyTimesAndTheColumnsOfItsViews() throws Exception {
        try (var harness = errors(false)) {
            harness.processElement(
                    new StreamRecord<>(Plant.error(RowKind.DELETE, 9, 3, "E7", 100, 200)));

            StreamRecord<? extends EntityRow> record = harness.extractOutputStreamRecords().get(0);
            EntityRow row = record.getValue();
            assertThat(record.getTimestamp()).isEqualTo(200);
            assertThat(row.time).isEqualTo(100);
            assertThat(row.known).isEqualTo(200);
            assertThat(row.kind).isEqualTo(RowKind.DELETE);
            assertThat(row.row.getRowKind()).isEqualTo(RowKind.INSERT);
            assertThat(row.key.getInt(0)).isEqualTo(3);
            assertThat(PLAN.inputs().get(ERRORS).travelling().getFieldNames())
                    .containsExactly("machine_id", "occurred_at", "op_ts", "code");
            assertThat(row.row.getString(3).toString()).isEqualTo("E7");
        }
    }

    @Test
    void shouldDropViewRowsWithoutKey() throws Exception {
        try (var harness = errors(false)) {
            harness.processElement(
                    new StreamRecord<>(Plant.error(RowKind.INSERT, 9, null, "E7", 100, 200)));

            assertThat(harness.getOutput()).isEmpty();
        }
    }
}
