package io.millrace.features.stage;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.table.data.RowData;

/** A watermark after every row: the hardest pace, and the same in every run. */
final class EveryRowWatermarks implements WatermarkGenerator<RowData> {
    private final long disorder;
    private long newest = Long.MIN_VALUE;

    /** Rows come out of order by less than {@code disorder} milliseconds. */
    EveryRowWatermarks(long disorder) {
        this.disorder = disorder;
    }

    @Override
    public void onEvent(RowData row, long timestamp, WatermarkOutput output) {
        if (timestamp > newest) {
            newest = timestamp;
            output.emitWatermark(new Watermark(newest - disorder - 1));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
}
