package io.millrace.features.stage;

import io.millrace.features.aggregate.Result;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.types.logical.LogicalType;

/** Turns an aggregation's answer into the value of a table's column; null stays null. */
interface ResultWriter {
    Object value(Result result);

    static ResultWriter of(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> result -> result.bits() != 0;
            case TINYINT -> result -> (byte) result.bits();
            case SMALLINT -> result -> (short) result.bits();
            case INTEGER, DATE, TIME_WITHOUT_TIME_ZONE -> result -> (int) result.bits();
            case BIGINT -> Result::bits;
            case FLOAT -> result -> (float) result.number();
            case DOUBLE -> Result::number;
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                    result -> TimestampData.fromEpochMillis(result.bits());
            case CHAR, VARCHAR -> result -> BinaryStringData.fromBytes((byte[]) result.object());
            default -> throw new IllegalArgumentException("planned with a feature of type " + type);
        };
    }
}
