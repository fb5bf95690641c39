package io.millrace.scoring.topology;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.formats.common.TimestampFormat;
import org.apache.flink.formats.json.JsonFormatOptions;
import org.apache.flink.formats.json.JsonRowDataSerializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * A room's rejected row as a row of the {@code rejected} table. Binary columns that hold text, such
 * as the payload of a message, are shown as text; others in Base64.
 */
final class RejectedRow extends RichMapFunction<RowData, RowData> {

    private static final long serialVersionUID = 1L;

    private final String stage;
    private final String source;
    private final RowType row;
    private final JsonRowDataSerializationSchema json;

    private transient RowData.FieldGetter[] getters;
    private transient Counter rejected;

    /**
     * @param type the row's own columns, then {@code reason}
     */
    RejectedRow(String stage, String source, RowType type) {
        this.stage = stage;
        this.source = source;
        this.row = new RowType(type.getFields().subList(0, type.getFieldCount() - 1));
        this.json =
                new JsonRowDataSerializationSchema(
                        readable(row),
                        TimestampFormat.ISO_8601,
                        JsonFormatOptions.MapNullKeyMode.LITERAL,
                        "null",
                        true,
                        false);
    }

    private static RowType readable(RowType row) {
        List<RowType.RowField> fields = new ArrayList<>();
        for (RowType.RowField field : row.getFields()) {
            LogicalType type =
                    isBinary(field.getType()) ? VarCharType.STRING_TYPE : field.getType();
            fields.add(new RowType.RowField(field.getName(), type.copy(true)));
        }
        return new RowType(fields);
    }

    private static boolean isBinary(LogicalType type) {
        return type.is(LogicalTypeFamily.BINARY_STRING);
    }

    @Override
    public void open(OpenContext context) throws Exception {
        json.open(null);
        getters = new RowData.FieldGetter[row.getFieldCount()];
        for (int i = 0; i < getters.length; i++) {
            getters[i] = RowData.createFieldGetter(row.getTypeAt(i), i);
        }
        rejected =
                getRuntimeContext()
                        .getMetricGroup()
                        .addGroup("stage", stage)
                        .addGroup("source", source)
                        .counter("rejectedRows");
    }

    @Override
    public RowData map(RowData value) {
        rejected.inc();
        return GenericRowData.of(
                StringData.fromString(stage),
                StringData.fromString(source),
                value.getString(row.getFieldCount()),
                StringData.fromBytes(json.serialize(readable(value))),
                TimestampData.fromEpochMillis(System.currentTimeMillis()));
    }

    private RowData readable(RowData value) {
        GenericRowData readable = new GenericRowData(getters.length);
        for (int i = 0; i < getters.length; i++) {
            Object field = getters[i].getFieldOrNull(value);
            readable.setField(i, field instanceof byte[] bytes ? text(bytes) : field);
        }
        return readable;
    }

    private static StringData text(byte[] bytes) {
        try {
            return StringData.fromString(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return StringData.fromString("base64:" + Base64.getEncoder().encodeToString(bytes));
        }
    }
}
