package io.millrace.inference.registry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/** A column of the registry, read as what it means rather than by its SQL type. */
record RegistryColumn(String name, int index, LogicalType type) {

    private static final Set<LogicalTypeRoot> TEXTS =
            Set.of(LogicalTypeRoot.CHAR, LogicalTypeRoot.VARCHAR);
    private static final Set<LogicalTypeRoot> WHOLE =
            Set.of(
                    LogicalTypeRoot.TINYINT,
                    LogicalTypeRoot.SMALLINT,
                    LogicalTypeRoot.INTEGER,
                    LogicalTypeRoot.BIGINT);
    private static final Set<LogicalTypeRoot> FRACTIONS =
            Set.of(LogicalTypeRoot.DECIMAL, LogicalTypeRoot.FLOAT, LogicalTypeRoot.DOUBLE);
    private static final Set<LogicalTypeRoot> BYTES =
            Set.of(LogicalTypeRoot.BINARY, LogicalTypeRoot.VARBINARY);
    private static final Set<LogicalTypeRoot> TIMESTAMPS =
            Set.of(
                    LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE,
                    LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);

    /** What a column holds, and which SQL types can hold that. */
    enum Kind {
        TEXT("a STRING"),
        NAME("a STRING or a whole number"),
        DIGEST("a STRING of 64 hex digits, or BYTES"),
        NUMBER("a number"),
        TIME("a TIMESTAMP, a TIMESTAMP_LTZ, a BIGINT of epoch milliseconds, or an ISO-8601 STRING");

        private final String expected;

        Kind(String expected) {
            this.expected = expected;
        }

        String expected() {
            return expected;
        }

        boolean canRead(LogicalType type) {
            LogicalTypeRoot root = type.getTypeRoot();
            return TEXTS.contains(root)
                    || switch (this) {
                        case TEXT -> false;
                        case NAME -> WHOLE.contains(root);
                        case DIGEST -> BYTES.contains(root);
                        case NUMBER -> WHOLE.contains(root) || FRACTIONS.contains(root);
                        case TIME -> root == LogicalTypeRoot.BIGINT || TIMESTAMPS.contains(root);
                    };
        }
    }

    static RegistryColumn of(String name, RowType rows) {
        int index = rows.getFieldIndex(name);
        return new RegistryColumn(name, index, rows.getTypeAt(index));
    }

    /** Null for NULL; bytes as hex digits, numbers as they are written. */
    @Nullable
    String text(RowData row) {
        Object value = RowData.createFieldGetter(type.copy(true), index).getFieldOrNull(row);
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        } else if (value instanceof DecimalData decimal) {
            return decimal.toBigDecimal().toPlainString();
        }
        return value == null ? null : value.toString();
    }

    /**
     * Epoch milliseconds; null for NULL. Times without a zone are UTC, as everywhere.
     *
     * @throws RegistryException when a text is no time
     */
    @Nullable
    Long time(RowData row) throws RegistryException {
        Object value = RowData.createFieldGetter(type.copy(true), index).getFieldOrNull(row);
        if (value == null) {
            return null;
        } else if (value instanceof TimestampData timestamp) {
            return timestamp.getMillisecond();
        } else if (value instanceof Number number) {
            return number.longValue();
        }
        return value.toString().isBlank() ? null : parse(value.toString().strip());
    }

    private long parse(String text) throws RegistryException {
        String iso = text.replaceFirst("^(\\S+) (\\d)", "$1T$2");
        try {
            return OffsetDateTime.parse(iso).toInstant().toEpochMilli();
        } catch (DateTimeException withoutZone) {
            try {
                Instant utc = LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
                return utc.toEpochMilli();
            } catch (DateTimeException e) {
                throw new RegistryException(
                        "%s: '%s' is no time; write one such as 2026-01-05T10:20:00Z"
                                .formatted(name, text));
            }
        }
    }
}
