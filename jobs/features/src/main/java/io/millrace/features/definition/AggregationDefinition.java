package io.millrace.features.definition;

import java.io.Serializable;
import java.util.List;
import javax.annotation.Nullable;

/**
 * Every function of {@code functions}, over every column, in every window.
 *
 * @param columns source columns; empty for functions that take none, such as {@code count}
 * @param functions names of aggregate functions, at least one; parameters follow in parentheses and
 *     an alias after {@code as}: {@code quantile(0.5, 0.99)}, {@code count as hot_readings}
 * @param windows at least one
 * @param where a SQL condition over the source's columns; only rows for which it is true are
 *     aggregated. Null: every row
 */
public record AggregationDefinition(
        List<String> columns, List<String> functions, List<Window> windows, @Nullable String where)
        implements Serializable {
    public AggregationDefinition {
        columns = List.copyOf(columns);
        functions = List.copyOf(functions);
        windows = List.copyOf(windows);
    }
}
