package io.millrace.scoring.parity;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.JoinedRowData;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;

/** The rows of one table that lie in the stretch, marked with which table it is. */
final class Side implements FlatMapFunction<RowData, RowData> {

    private static final long serialVersionUID = 1L;

    private final boolean logged;
    private final EventTime time;
    private final Stretch stretch;

    Side(ParityPlan plan, boolean logged) {
        this.logged = logged;
        this.time = EventTime.of(plan.type().getTypeAt(plan.time()), plan.time());
        this.stretch = plan.stretch();
    }

    @Override
    public void flatMap(RowData row, Collector<RowData> out) {
        if (!time.isNull(row) && stretch.holds(time.read(row))) {
            out.collect(new JoinedRowData(RowKind.INSERT, row, GenericRowData.of(logged)));
        }
    }
}
