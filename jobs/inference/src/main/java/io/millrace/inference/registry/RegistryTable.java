package io.millrace.inference.registry;

import io.millrace.inference.card.Suggestion;
import io.millrace.inference.lineup.Cast;
import io.millrace.inference.lineup.Role;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.annotation.Nullable;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * The registry's columns.
 *
 * <pre>
 *   name          text                        of the model; rows of other models are not looked at
 *   version       text or whole number
 *   uri           text
 *   sha256        text (64 hex digits) or 32 bytes
 *   role          text                        champion, challenger, canary, retired
 *   traffic       number or text              percent; may be left out where nothing is a canary
 *   effective_at  timestamp, epoch ms, text   event time; may be left out: as soon as may be
 * </pre>
 *
 * A table may have other columns, and its columns any order.
 *
 * @param name the table's, for messages
 */
public record RegistryTable(String name, RowType type) implements Serializable {

    static final String EFFECTIVE_AT = "effective_at";

    private static final String TRAFFIC = "traffic";
    private static final List<String> REQUIRED =
            List.of("name", "version", "uri", "sha256", "role");
    private static final List<String> COLUMNS =
            List.of("name", "version", "uri", "sha256", "role", TRAFFIC, EFFECTIVE_AT);
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** What is wrong with the columns, a line each. */
    public List<String> problems(boolean canaries) {
        List<String> problems = new ArrayList<>();
        List<String> required = new ArrayList<>(REQUIRED);
        if (canaries) {
            required.add(TRAFFIC);
        }
        for (String column : required) {
            if (!has(column)) {
                problems.add(
                        "table %s has no column \"%s\", which a model registry needs%s"
                                .formatted(
                                        name, column, Suggestion.of(column, type.getFieldNames())));
            }
        }
        COLUMNS.forEach(column -> check(column, problems));
        return problems;
    }

    private void check(String column, List<String> problems) {
        if (has(column)) {
            RegistryColumn.Kind kind = kind(column);
            int index = type.getFieldIndex(column);
            if (!kind.canRead(type.getTypeAt(index))) {
                problems.add(
                        "column \"%s\" of table %s is %s; a model registry has %s there"
                                .formatted(
                                        column,
                                        name,
                                        type.getTypeAt(index).copy(true).asSummaryString(),
                                        kind.expected()));
            }
        }
    }

    private static RegistryColumn.Kind kind(String column) {
        return switch (column) {
            case "sha256" -> RegistryColumn.Kind.DIGEST;
            case "version" -> RegistryColumn.Kind.NAME;
            case TRAFFIC -> RegistryColumn.Kind.NUMBER;
            case EFFECTIVE_AT -> RegistryColumn.Kind.TIME;
            default -> RegistryColumn.Kind.TEXT;
        };
    }

    /** The type of a refused row: the registry's columns as texts, then {@code reason}. */
    public static RowType refusedType() {
        List<RowType.RowField> fields = new ArrayList<>();
        COLUMNS.forEach(column -> fields.add(new RowType.RowField(column, text())));
        fields.add(new RowType.RowField("reason", text()));
        return new RowType(false, fields);
    }

    private static VarCharType text() {
        return new VarCharType(VarCharType.MAX_LENGTH);
    }

    /** A row of {@link #refusedType}. */
    RowData refused(RowData row, String reason) {
        GenericRowData refused = new GenericRowData(COLUMNS.size() + 1);
        for (int i = 0; i < COLUMNS.size(); i++) {
            String column = COLUMNS.get(i);
            refused.setField(i, has(column) ? StringData.fromString(text(column, row)) : null);
        }
        refused.setField(COLUMNS.size(), StringData.fromString(reason));
        return refused;
    }

    /** The same for a row that was read before. */
    static RowData refused(String model, RegistryRow row, String reason) {
        String traffic =
                row.share() == RegistryRow.NO_SHARE
                        ? null
                        : BigDecimal.valueOf(row.share(), 2).stripTrailingZeros().toPlainString();
        String time =
                row.effectiveAt() == null
                        ? null
                        : Instant.ofEpochMilli(row.effectiveAt()).toString();
        return GenericRowData.of(
                StringData.fromString(model),
                StringData.fromString(row.version()),
                StringData.fromString(row.uri()),
                StringData.fromString(row.sha256()),
                StringData.fromString(row.role().text()),
                StringData.fromString(traffic),
                StringData.fromString(time),
                StringData.fromString(reason));
    }

    /** Whether a row can say from when it counts. */
    public boolean hasEffectiveAt() {
        return has(EFFECTIVE_AT);
    }

    private boolean has(String column) {
        return type.getFieldIndex(column) >= 0;
    }

    /** Whether a row is about a model of this name. */
    boolean isAbout(String model, RowData row) {
        return model.equals(text("name", row));
    }

    /** The row's version; null when it has none. */
    @Nullable
    String version(RowData row) {
        return text("version", row);
    }

    /**
     * Reads a row.
     *
     * @throws RegistryException when it cannot be understood
     */
    RegistryRow read(RowData row) throws RegistryException {
        String role = required("role", row);
        Optional<Role> known = Role.parse(role);
        if (known.isEmpty()) {
            throw new RegistryException(
                    "role: '%s' is not known; write champion, challenger, canary or retired"
                            .formatted(role));
        }
        return new RegistryRow(
                required("version", row),
                required("uri", row).strip(),
                sha256(row),
                known.get(),
                share(row),
                effectiveAt(row));
    }

    private String required(String column, RowData row) throws RegistryException {
        String text = text(column, row);
        if (text == null || text.isBlank()) {
            throw new RegistryException(column + " is empty; a model in the registry needs it");
        }
        return text;
    }

    private String sha256(RowData row) throws RegistryException {
        String text = required("sha256", row).strip().toLowerCase(Locale.ROOT);
        if (!SHA256.matcher(text).matches()) {
            throw new RegistryException(
                    "sha256: '%s' is no SHA-256; write the 64 hex digits that sha256sum prints"
                            .formatted(text));
        }
        return text;
    }

    private int share(RowData row) throws RegistryException {
        String text = has(TRAFFIC) ? text(TRAFFIC, row) : null;
        if (text == null || text.isBlank()) {
            return RegistryRow.NO_SHARE;
        }
        try {
            BigDecimal percent = new BigDecimal(text.strip());
            int share = percent.movePointRight(2).setScale(0, RoundingMode.HALF_UP).intValueExact();
            if (share >= 0 && share <= Cast.WHOLE) {
                return share;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // said below, as for a number out of range
        }
        throw new RegistryException(
                "traffic: '%s' is no percentage; write a number from 0 to 100".formatted(text));
    }

    @Nullable
    private Long effectiveAt(RowData row) throws RegistryException {
        if (!has(EFFECTIVE_AT)) {
            return null;
        }
        return RegistryColumn.of(EFFECTIVE_AT, type).time(row);
    }

    @Nullable
    private String text(String column, RowData row) {
        return RegistryColumn.of(column, type).text(row);
    }
}
