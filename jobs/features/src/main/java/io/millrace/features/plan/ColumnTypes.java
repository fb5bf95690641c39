package io.millrace.features.plan;

import io.millrace.features.aggregate.AggregateFunction;
import io.millrace.features.aggregate.InputType;
import java.util.Optional;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.TimestampType;

/** Between column types of tables and the types that aggregations know. */
final class ColumnTypes {
    private static final int MILLISECONDS = 3;

    private ColumnTypes() {}

    /** How aggregations see a column; empty for types they cannot take. */
    static Optional<InputType> input(LogicalType type) {
        return Optional.ofNullable(
                switch (type.getTypeRoot()) {
                    case BOOLEAN -> InputType.BOOLEAN;
                    case TINYINT, SMALLINT, INTEGER, BIGINT -> InputType.INTEGER;
                    case FLOAT, DOUBLE, DECIMAL -> InputType.FLOATING;
                    case DATE,
                            TIME_WITHOUT_TIME_ZONE,
                            TIMESTAMP_WITHOUT_TIME_ZONE,
                            TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                            InputType.TEMPORAL;
                    case CHAR, VARCHAR -> InputType.TEXT;
                    default -> null;
                });
    }

    /** The type of a feature. */
    static LogicalType result(AggregateFunction function, InputType input, LogicalType column) {
        return switch (function.result(input)) {
            case BIGINT -> new BigIntType();
            case DOUBLE -> new DoubleType();
            case INPUT -> kept(column);
        };
    }

    private static LogicalType kept(LogicalType column) {
        return switch (column.getTypeRoot()) {
            case DECIMAL -> new DoubleType();
            case TIMESTAMP_WITHOUT_TIME_ZONE -> new TimestampType(MILLISECONDS);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> new LocalZonedTimestampType(MILLISECONDS);
            default -> column.copy(true);
        };
    }

    /** Whether a column can say when a row happened. */
    static boolean isTime(LogicalType type) {
        return type.is(LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE)
                || type.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE)
                || type.is(LogicalTypeRoot.BIGINT);
    }

    /** Whether values of a column can be told apart by their bytes. */
    static boolean isKey(LogicalType type) {
        return type.is(LogicalTypeFamily.EXACT_NUMERIC)
                || type.is(LogicalTypeFamily.CHARACTER_STRING)
                || type.is(LogicalTypeFamily.BINARY_STRING)
                || type.is(LogicalTypeFamily.DATETIME)
                || type.is(LogicalTypeRoot.BOOLEAN);
    }

    /** Whether equal values of two key columns have equal bytes. */
    static boolean sameKey(LogicalType left, LogicalType right) {
        return both(left, right, LogicalTypeFamily.CHARACTER_STRING)
                || both(left, right, LogicalTypeFamily.BINARY_STRING)
                || left.copy(true).equals(right.copy(true));
    }

    private static boolean both(LogicalType left, LogicalType right, LogicalTypeFamily family) {
        return left.is(family) && right.is(family);
    }
}
