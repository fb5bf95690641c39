package io.millrace.scoring.spec;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * Columns asked from a table by key, while a row passes. A column's feature is named {@code
 * <lookup>_<column>}.
 *
 * @param table a table with a lookup connector
 * @param on column of the lookup table to column of the spine, at least one, in the user's order
 * @param columns what is asked for, at least one
 * @param timeout of one attempt, more than zero
 * @param retries attempts after the first, zero or more
 * @param cache null: every row asks
 * @param asOf column of a versioned history table that says from when a row is valid; null: a
 *     training set cannot be made with this lookup
 */
public record LookupSpec(
        String name,
        String table,
        Map<String, String> on,
        List<String> columns,
        OnFailure onFailure,
        Duration timeout,
        int retries,
        @Nullable CacheSpec cache,
        @Nullable String asOf) {
    public LookupSpec {
        on = Collections.unmodifiableMap(new LinkedHashMap<>(on));
        columns = List.copyOf(columns);
    }
}
