package io.millrace.training.dataset;

import java.util.Locale;

/** What can be made of a DuckDB type, and the SQL that makes it. */
enum ColumnKind {
    NUMBER,
    BOOLEAN,
    /**
     * Text, or JSON that has no common type: taken for a number or a time if every value is one.
     */
    TEXT,
    JSON,
    TIMESTAMP,
    OTHER;

    static ColumnKind of(String type) {
        String name = type.toUpperCase(Locale.ROOT);
        if (name.endsWith("]") || name.startsWith("STRUCT") || name.startsWith("MAP")) {
            return OTHER;
        }
        String base = name.replaceAll("\\(.*", "");
        return switch (base) {
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT" -> NUMBER;
            case "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT" -> NUMBER;
            case "FLOAT", "DOUBLE", "DECIMAL" -> NUMBER;
            case "BOOLEAN" -> BOOLEAN;
            case "VARCHAR" -> TEXT;
            case "JSON" -> JSON;
            case "DATE" -> TIMESTAMP;
            default -> base.startsWith("TIMESTAMP") ? TIMESTAMP : OTHER;
        };
    }

    boolean canBeNumber() {
        return this == NUMBER || this == BOOLEAN || this == TEXT || this == JSON;
    }

    boolean canBeTime() {
        return this == NUMBER || this == TIMESTAMP || this == TEXT || this == JSON;
    }

    /** A DOUBLE; NULL where there is no value, or none that can be read. */
    String number(String column) {
        return switch (this) {
            case TEXT, JSON ->
                    "CASE lower(%1$s) WHEN 'true' THEN 1 WHEN 'false' THEN 0 ELSE TRY_CAST(%1$s AS DOUBLE) END"
                            .formatted(text(column));
            default -> "CAST(" + column + " AS DOUBLE)";
        };
    }

    /**
     * A BIGINT of epoch milliseconds, UTC; NULL where there is no value, or none that can be read.
     */
    String time(String column) {
        return switch (this) {
            case NUMBER -> "CAST(" + column + " AS BIGINT)";
            case TEXT, JSON -> "epoch_ms(TRY_CAST(" + text(column) + " AS TIMESTAMPTZ))";
            default -> "epoch_ms(" + column + ")";
        };
    }

    String text(String column) {
        return this == JSON ? "(" + column + " ->> '$')" : "CAST(" + column + " AS VARCHAR)";
    }
}
