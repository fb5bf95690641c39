package io.millrace.scoring.topology;

import io.millrace.features.plan.BoundSource;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.utils.JoinedRowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Splits off spine rows whose event time the watermark has reached, for users who would rather not
 * have them scored. Corrections of a change log pass: they are not scored, but keep state right.
 */
final class LateSplit extends ProcessFunction<RowData, RowData> {

    private static final long serialVersionUID = 1L;

    private final int time;
    private final LogicalType timeType;
    private final OutputTag<RowData> rejected;

    private transient RowData.FieldGetter getter;

    LateSplit(BoundSource spine) {
        this.time = spine.timeIndex();
        this.timeType = spine.rowType().getTypeAt(time);
        this.rejected =
                new OutputTag<>("late", InternalTypeInfo.of(Rejection.type(spine.rowType())));
    }

    OutputTag<RowData> rejected() {
        return rejected;
    }

    @Override
    public void open(OpenContext context) {
        getter = RowData.createFieldGetter(timeType, time);
    }

    @Override
    public void processElement(RowData row, Context context, Collector<RowData> out) {
        long watermark = context.timerService().currentWatermark();
        Object at = getter.getFieldOrNull(row);
        boolean scored = row.getRowKind() == RowKind.INSERT;
        if (scored && at != null && millis(at) <= watermark) {
            RowData reason =
                    GenericRowData.of(
                            StringData.fromString(
                                    "late: event time %d ms, watermark %d ms"
                                            .formatted(millis(at), watermark)));
            context.output(rejected, new JoinedRowData(row.getRowKind(), row, reason));
        } else {
            out.collect(row);
        }
    }

    private static long millis(Object at) {
        return at instanceof TimestampData timestamp ? timestamp.getMillisecond() : (Long) at;
    }
}
