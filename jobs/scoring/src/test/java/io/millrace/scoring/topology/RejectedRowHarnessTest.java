package io.millrace.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

/** The dead letter: what of a row is kept, and that writing it never fails. */
class RejectedRowHarnessTest {

    private static final LogicalType BYTES = new VarBinaryType(VarBinaryType.MAX_LENGTH);

    private final List<RowType.RowField> fields = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    @Test
    void shouldSayWhereTheRowComesFromAndWhy() throws Exception {
        column("id", new IntType(), 7);
        Instant before = Instant.now().minusMillis(1);
        RowData row = rejected();
        assertThat(row.getString(0)).hasToString("entity-machine");
        assertThat(row.getString(1)).hasToString("readings");
        assertThat(row.getString(2)).hasToString("too late");
        assertThat(row.getString(3)).hasToString("{\"id\":7}");
        assertThat(row.getTimestamp(4, 3).toInstant()).isBetween(before, Instant.now());
    }

    @Test
    void shouldShowNulls() throws Exception {
        column("id", new IntType(), null);
        column("name", VarCharType.STRING_TYPE, null);
        column("payload", BYTES, null);
        assertThat(payload()).isEqualTo("{\"id\":null,\"name\":null,\"payload\":null}");
    }

    @Test
    void shouldShowNullsWhereTheTableAllowsNone() throws Exception {
        column("id", new IntType(false), null);
        column("at", new LocalZonedTimestampType(false, 3), null);
        assertThat(payload()).isEqualTo("{\"id\":null,\"at\":null}");
    }

    @Test
    void shouldShowBinaryTextAsText() throws Exception {
        column("payload", BYTES, "{\"oops\": \"ü\"".getBytes(StandardCharsets.UTF_8));
        assertThat(payload()).isEqualTo("{\"payload\":\"{\\\"oops\\\": \\\"ü\\\"\"}");
    }

    @Test
    void shouldShowOtherBinaryInBase64() throws Exception {
        column("payload", BYTES, new byte[] {(byte) 0xff, 0, 1});
        assertThat(payload()).isEqualTo("{\"payload\":\"base64:/wAB\"}");
    }

    @Test
    void shouldShowNumbersThatJsonDoesNotHave() throws Exception {
        column("nan", new DoubleType(), Double.NaN);
        column("infinite", new DoubleType(), Double.NEGATIVE_INFINITY);
        column("huge", new BigIntType(), Long.MIN_VALUE);
        assertThat(payload())
                .isEqualTo(
                        "{\"nan\":\"NaN\",\"infinite\":\"-Infinity\",\"huge\":-9223372036854775808}");
    }

    @Test
    void shouldShowTimesInIsoForm() throws Exception {
        TimestampData time = TimestampData.fromEpochMillis(1_767_608_400_123L);
        column("local", new TimestampType(3), time);
        column("instant", new LocalZonedTimestampType(3), time);
        assertThat(payload())
                .isEqualTo(
                        "{\"local\":\"2026-01-05T10:20:00.123\",\"instant\":\"2026-01-05T10:20:00.123Z\"}");
    }

    @Test
    void shouldNotShowColumnsThatTheUserDidNotWrite() throws Exception {
        column("id", new IntType(), 7);
        column("__where_0", new BooleanType(), true);
        column("v", new DoubleType(), 1.5);
        assertThat(payload()).isEqualTo("{\"id\":7,\"v\":1.5}");
    }

    private void column(String name, LogicalType type, Object value) {
        fields.add(new RowType.RowField(name, type));
        values.add(value);
    }

    private String payload() throws Exception {
        return rejected().getString(3).toString();
    }

    /** The row as it is, and from the bytes of a shuffle: both must come to the same. */
    private RowData rejected() throws Exception {
        column("reason", VarCharType.STRING_TYPE, StringData.fromString("too late"));
        RowType type = new RowType(fields);
        GenericRowData row = GenericRowData.of(values.toArray());
        try (OneInputStreamOperatorTestHarness<RowData, RowData> operator =
                new OneInputStreamOperatorTestHarness<>(
                        new StreamMap<>(new RejectedRow("entity-machine", "readings", type)))) {
            operator.setup(InternalTypeInfo.of(Rejection.TABLE).toSerializer());
            operator.open();
            operator.processElement(row, 0);
            operator.processElement(nullable(type).toBinaryRow(row), 0);
            List<RowData> rejected = operator.extractOutputValues();
            assertThat(rejected.get(1).getString(3)).isEqualTo(rejected.get(0).getString(3));
            return rejected.get(0);
        }
    }

    private static RowDataSerializer nullable(RowType type) {
        return new RowDataSerializer(
                type.getChildren().stream()
                        .map(child -> child.copy(true))
                        .toArray(LogicalType[]::new));
    }
}
