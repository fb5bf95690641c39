package io.millrace.bench.features.job;

import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;

/** Rows in, rows out: what everything around a rival costs. */
final class PassOn extends KeyedProcessFunction<Integer, RowData, RowData> {

    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(RowData row, Context context, Collector<RowData> out) {
        out.collect(row);
    }
}
