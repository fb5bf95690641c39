package io.millrace.inference.stage;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;

/**
 * What the stage emits.
 *
 * @param rows of {@link ScoringPlan#outputType}, in the order of the input
 * @param rejected of {@link ScoringPlan#rejectedType}: rows that could not be scored, with the
 *     reason
 */
public record StageOutput(SingleOutputStreamOperator<RowData> rows, DataStream<RowData> rejected) {}
