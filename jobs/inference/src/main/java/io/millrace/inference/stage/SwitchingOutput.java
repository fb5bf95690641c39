package io.millrace.inference.stage;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;

/**
 * What a stage emits whose model's versions change.
 *
 * @param rows of {@link SwitchingPlan#outputType}, in the order of the input: one for each row that
 *     could be scored
 * @param shadow of the same type: one for each row and challenger
 * @param rejected of {@link SwitchingPlan#rejectedType}: rows that could not be scored, with the
 *     reason
 */
public record SwitchingOutput(
        SingleOutputStreamOperator<RowData> rows,
        DataStream<RowData> shadow,
        DataStream<RowData> rejected) {}
