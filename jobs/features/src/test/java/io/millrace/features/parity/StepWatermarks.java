package io.millrace.features.parity;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.table.data.RowData;

/** A watermark whenever time has gone on by a step, the same in every run. */
final class StepWatermarks implements WatermarkGenerator<RowData> {

    private final long disorder;
    private final long step;
    private long newest = Long.MIN_VALUE;
    private long emitted = Long.MIN_VALUE;

    StepWatermarks(long disorder, long step) {
        this.disorder = disorder;
        this.step = step;
    }

    @Override
    public void onEvent(RowData row, long timestamp, WatermarkOutput output) {
        newest = Math.max(newest, timestamp);
        if (emitted == Long.MIN_VALUE || newest - emitted >= step) {
            emitted = newest;
            output.emitWatermark(new Watermark(newest - disorder - 1));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
}
