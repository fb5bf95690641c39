package io.millrace.inference.stage;

import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelOutput;
import io.millrace.inference.card.OutputType;
import io.millrace.inference.card.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/** Row types of what the stage emits. All columns that it adds may be NULL in SQL's eyes. */
final class ColumnTypes {

    static final String MODEL_NAME = "model_name";
    static final String MODEL_VERSION = "model_version";
    static final String SCORED_AT = "scored_at";
    static final String MODEL_ROLE = "model_role";
    static final String EXPLANATION = "explanation";
    static final String REASON = "reason";

    private static final int MILLISECONDS = 3;

    private ColumnTypes() {}

    static RowType scored(RowType rows, ModelCard card, boolean explained) {
        List<RowType.RowField> fields = new ArrayList<>(rows.getFields());
        for (ModelOutput output : card.outputs()) {
            fields.add(new RowType.RowField(output.name(), type(output.type())));
        }
        fields.add(new RowType.RowField(MODEL_NAME, text()));
        fields.add(new RowType.RowField(MODEL_VERSION, text()));
        fields.add(
                new RowType.RowField(SCORED_AT, new LocalZonedTimestampType(true, MILLISECONDS)));
        if (explained) {
            fields.add(new RowType.RowField(EXPLANATION, new ArrayType(contribution())));
        }
        return new RowType(false, fields);
    }

    private static RowType contribution() {
        return new RowType(
                List.of(
                        new RowType.RowField("feature", text()),
                        new RowType.RowField("contribution", new DoubleType())));
    }

    static RowType withRole(RowType scored) {
        List<RowType.RowField> fields = new ArrayList<>(scored.getFields());
        fields.add(new RowType.RowField(MODEL_ROLE, text()));
        return new RowType(false, fields);
    }

    static RowType rejected(RowType rows) {
        List<RowType.RowField> fields = new ArrayList<>(rows.getFields());
        fields.add(new RowType.RowField(REASON, text()));
        return new RowType(false, fields);
    }

    private static LogicalType type(OutputType type) {
        LogicalType value = type(type.value());
        if (type instanceof OutputType.Vector) {
            return new ArrayType(value);
        }
        return type instanceof OutputType.Mapping mapping
                ? new MapType(type(mapping.key()), value)
                : value;
    }

    private static LogicalType type(ValueType type) {
        return switch (type) {
            case FLOAT -> new FloatType();
            case DOUBLE -> new DoubleType();
            case INT64 -> new BigIntType();
            case INT32 -> new IntType();
            case BOOL -> new BooleanType();
            case STRING -> text();
        };
    }

    private static VarCharType text() {
        return new VarCharType(VarCharType.MAX_LENGTH);
    }
}
