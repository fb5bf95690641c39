package io.millrace.scoring.topology;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
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
 * as the payload of a message, are shown as text; others in Base64. The columns of the views'
 * conditions, which the user did not write, are not shown.
 */
final class RejectedRow extends RichMapFunction<RowData, RowData> {

    private static final long serialVersionUID = 1L;

    private final String stage;
    private final String source;
    private final RowType row;
    private final int reason;
    private final int[] shown;
    private final JsonRowDataSerializationSchema json;

    private transient RowData.FieldGetter[] getters;
    private transient Counter rejected;

    /**
     * @param type the row's own columns, then {@code reason}
     */
    RejectedRow(String stage, String source, RowType type) {
        this.stage = stage;
        this.source = source;
        this.row = type;
        this.reason = type.getFieldCount() - 1;
        this.shown =
                IntStream.range(0, reason)
                        .filter(i -> !SourceTables.isCondition(type.getFieldNames().get(i)))
                        .toArray();
        this.json =
                new JsonRowDataSerializationSchema(
                        readableType(),
                        TimestampFormat.ISO_8601,
                        JsonFormatOptions.MapNullKeyMode.LITERAL,
                        "null",
                        true,
                        false);
    }

    private RowType readableType() {
        List<RowType.RowField> fields = new ArrayList<>();
        for (int index : shown) {
            RowType.RowField field = row.getFields().get(index);
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
        getters = new RowData.FieldGetter[shown.length];
        for (int i = 0; i < getters.length; i++) {
            LogicalType type = row.getTypeAt(shown[i]).copy(true); // unreadable rows have nulls
            getters[i] = RowData.createFieldGetter(type, shown[i]);
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
                value.getString(reason),
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
