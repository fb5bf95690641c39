package io.millrace.scoring.script;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The name of a table, view, function, catalog or database, qualified as far as the user did.
 *
 * @param parts at least one, without quotes
 */
public record ObjectName(List<String> parts) {
    public ObjectName {
        parts = List.copyOf(parts);
    }

    /** The object's own name, without catalog and database. */
    public String last() {
        return parts.get(parts.size() - 1);
    }

    /** The name in quotes, as SQL text. */
    public String sql() {
        return parts.stream()
                .map(part -> '`' + part.replace("`", "``") + '`')
                .collect(Collectors.joining("."));
    }

    /** The parts with dots between, as in {@code features.yaml}. */
    @Override
    public String toString() {
        return String.join(".", parts);
    }
}
