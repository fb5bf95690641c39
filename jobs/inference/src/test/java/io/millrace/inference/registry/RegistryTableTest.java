package io.millrace.inference.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.inference.lineup.Role;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.annotation.Nullable;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

class RegistryTableTest {

    private static final LogicalType TEXT = new VarCharType(VarCharType.MAX_LENGTH);
    private static final String SHA = "AB".repeat(32);
    private static final String TIME = "2026-01-05T10:20:00Z";
    private static final long MILLIS = Instant.parse(TIME).toEpochMilli();

    /** The columns from version on: name comes last, since the order does not matter. */
    private static RegistryTable table(LogicalType... types) {
        List<String> names =
                List.of("version", "uri", "sha256", "role", "traffic", "effective_at", "name");
        List<RowType.RowField> fields = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            fields.add(new RowType.RowField(names.get(i), types[i]));
        }
        return new RegistryTable("models", new RowType(fields));
    }

    private static RegistryTable texts() {
        return table(TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT);
    }

    private static GenericRowData texts(@Nullable Object... columns) {
        GenericRowData row = new GenericRowData(columns.length);
        for (int i = 0; i < columns.length; i++) {
            row.setField(
                    i,
                    columns[i] instanceof String text ? StringData.fromString(text) : columns[i]);
        }
        return row;
    }

    @Test
    void shouldReadTextsOfAllKinds() throws Exception {
        RegistryRow row =
                texts().read(
                                texts(
                                        "8",
                                        " s3://b/m.onnx ",
                                        SHA,
                                        " Champion",
                                        "12.34",
                                        "2026-01-05 10:20:00",
                                        "pump"));

        assertThat(row)
                .isEqualTo(
                        new RegistryRow(
                                "8",
                                "s3://b/m.onnx",
                                SHA.toLowerCase(Locale.ROOT),
                                Role.CHAMPION,
                                1_234,
                                MILLIS));
        assertThat(texts().read(texts("8", "u", SHA, "retired", null, TIME, "pump")).effectiveAt())
                .isEqualTo(MILLIS);
        assertThat(texts().read(texts("8", "u", SHA, "retired", "", "", "pump")).effectiveAt())
                .isNull();
    }

    @Test
    void shouldReadNumbersTimesAndBytes() throws Exception {
        TimestampData time = TimestampData.fromEpochMillis(MILLIS);
        byte[] sha = HexFormat.of().parseHex(SHA);
        List<RegistryRow> rows =
                List.of(
                        table(
                                        new IntType(),
                                        TEXT,
                                        new VarBinaryType(32),
                                        TEXT,
                                        new DoubleType(),
                                        new BigIntType(),
                                        TEXT)
                                .read(texts(8, "u", sha, "canary", 0.5, MILLIS, "pump")),
                        table(
                                        new BigIntType(),
                                        TEXT,
                                        TEXT,
                                        TEXT,
                                        new DecimalType(5, 2),
                                        new TimestampType(6),
                                        TEXT)
                                .read(
                                        texts(
                                                8L,
                                                "u",
                                                SHA,
                                                "canary",
                                                DecimalData.fromBigDecimal(
                                                        new BigDecimal("0.50"), 5, 2),
                                                time,
                                                "pump")),
                        table(TEXT, TEXT, TEXT, TEXT, TEXT, new LocalZonedTimestampType(3), TEXT)
                                .read(texts("8", "u", SHA, "canary", "0.5", time, "pump")));

        assertThat(rows).containsOnly(rows.get(0));
        assertThat(rows.get(0).share()).isEqualTo(50);
    }

    @Test
    void shouldSayWhatItDoesNotUnderstand() {
        assertReason("role: 'boss' is not known", "8", "u", SHA, "boss", null, null, "pump");
        assertReason("sha256: 'ab' is no SHA-256", "8", "u", "AB", "retired", null, null, "pump");
        assertReason("uri is empty", "8", " ", SHA, "retired", null, null, "pump");
        assertReason("version is empty", null, "u", SHA, "retired", null, null, "pump");
        assertReason("traffic: '101'", "8", "u", SHA, "canary", "101", null, "pump");
        assertReason("traffic: 'half'", "8", "u", SHA, "canary", "half", null, "pump");
        assertReason(
                "effective_at: 'soon' is no time", "8", "u", SHA, "canary", "1", "soon", "pump");
    }

    private static void assertReason(String reason, @Nullable Object... columns) {
        assertThatThrownBy(() -> texts().read(texts(columns)))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void shouldKnowWhichModelARowIsAbout() {
        assertThat(texts().isAbout("pump", texts("8", null, null, null, null, null, "pump")))
                .isTrue();
        assertThat(texts().isAbout("pump", texts("8", null, null, null, null, null, null)))
                .isFalse();
    }

    @Test
    void shouldSayWhatATableLacks() {
        RegistryTable lacking = table(new BooleanType(), TEXT, TEXT, TEXT);

        assertThat(lacking.problems(false))
                .containsExactly(
                        "table models has no column \"name\", which a model registry needs",
                        "column \"version\" of table models is BOOLEAN; a model registry has a"
                                + " STRING or a whole number there");
        assertThat(lacking.problems(true)).anyMatch(problem -> problem.contains("\"traffic\""));
        assertThat(lacking.hasEffectiveAt()).isFalse();
        assertThat(texts().problems(true)).isEmpty();
    }
}
