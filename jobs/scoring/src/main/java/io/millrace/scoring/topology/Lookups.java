package io.millrace.scoring.topology;

import io.millrace.features.definition.EntityDefinition;
import io.millrace.features.definition.ViewDefinition;
import io.millrace.scoring.lookup.LookupPlan;
import io.millrace.scoring.spec.CacheSpec;
import io.millrace.scoring.spec.LookupSpec;
import io.millrace.scoring.spec.ModelSpec;
import io.millrace.scoring.spec.OnFailure;
import io.millrace.scoring.spec.Problem;
import io.millrace.scoring.spec.Problems;
import io.millrace.scoring.spec.Suggestion;
import io.millrace.scoring.sql.LookupTable;
import io.millrace.scoring.sql.SqlTables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.RowType;

/** Binds the specification's lookups to the tables they ask. */
final class Lookups {

    /** Requests under way at once, per subtask and lookup. */
    private static final int CONCURRENCY = 4;

    private final SqlTables sql;
    private final ModelSpec spec;
    private final ScriptPlan script;
    private final Problems problems;

    Lookups(SqlTables sql, ModelSpec spec, ScriptPlan script, Problems problems) {
        this.sql = sql;
        this.spec = spec;
        this.script = script;
        this.problems = problems;
    }

    /** A lookup, and the table that answers it. */
    record Bound(LookupPlan plan, LookupTable table) {}

    /**
     * Binds a lookup of the live job.
     *
     * @param input type of the rows that ask
     * @return empty when something is wrong, which is reported
     */
    Optional<Bound> bind(LookupSpec lookup, RowType input) {
        LookupTable table;
        try {
            table = sql.lookup(lookup.table(), List.copyOf(lookup.on().keySet()));
        } catch (RuntimeException e) {
            report(lookup, lookup.table(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
        List<Integer> keys = indexes(lookup, input, "the spine", List.copyOf(lookup.on().values()));
        List<Integer> columns =
                indexes(lookup, table.type(), "table " + lookup.table(), lookup.columns());
        return keys.contains(-1) || columns.contains(-1) || !fit(lookup, input, keys, table)
                ? Optional.empty()
                : Optional.of(new Bound(plan(lookup, table, input, keys, columns), table));
    }

    /** Keys are handed over as they are, so their types must be those of the table. */
    private boolean fit(LookupSpec lookup, RowType input, List<Integer> keys, LookupTable table) {
        boolean fit = true;
        List<String> columns = List.copyOf(lookup.on().keySet());
        for (int i = 0; i < keys.size(); i++) {
            LogicalType ours = input.getTypeAt(keys.get(i));
            LogicalType theirs = table.type().getTypeAt(table.keys().get(i));
            if (!same(ours, theirs)) {
                report(
                        lookup,
                        columns.get(i),
                        "the spine's column \""
                                + lookup.on().get(columns.get(i))
                                + "\" is "
                                + ours.copy(true).asSummaryString()
                                + ", the key \""
                                + columns.get(i)
                                + "\" of table "
                                + lookup.table()
                                + " is "
                                + theirs.copy(true).asSummaryString()
                                + "; declare both alike in the SQL file");
                fit = false;
            }
        }
        return fit;
    }

    /** Whether values of one type can stand for values of the other in Flink's internal format. */
    private static boolean same(LogicalType one, LogicalType other) {
        boolean texts =
                one.is(LogicalTypeFamily.CHARACTER_STRING)
                        && other.is(LogicalTypeFamily.CHARACTER_STRING);
        boolean times =
                one.is(LogicalTypeFamily.TIMESTAMP) && one.getTypeRoot() == other.getTypeRoot();
        return texts || times || one.copy(true).equals(other.copy(true));
    }

    private static LookupPlan plan(
            LookupSpec lookup,
            LookupTable table,
            RowType input,
            List<Integer> keys,
            List<Integer> columns) {
        CacheSpec cache = lookup.cache();
        return new LookupPlan(
                lookup.name(),
                input,
                table.type(),
                keys,
                table.keys(),
                columns,
                lookup.columns().stream().map(column -> lookup.name() + "_" + column).toList(),
                lookup.onFailure() == OnFailure.NULL,
                lookup.timeout(),
                lookup.retries(),
                cache == null ? 0 : cache.maxRows(),
                cache == null ? Duration.ZERO : cache.ttl(),
                CONCURRENCY);
    }

    private List<Integer> indexes(
            LookupSpec lookup, RowType type, String owner, List<String> columns) {
        List<Integer> indexes = new ArrayList<>();
        for (String column : columns) {
            int index = type.getFieldIndex(column);
            if (index < 0) {
                report(
                        lookup,
                        column,
                        owner
                                + " has no column \""
                                + column
                                + "\""
                                + Suggestion.among(type.getFieldNames(), column));
            }
            indexes.add(index);
        }
        return indexes;
    }

    private void report(LookupSpec lookup, String name, String message) {
        String path = "lookups." + lookup.name();
        problems.add(
                Problem.at(
                        spec.positions().find(path, name),
                        script.mask(spec.masking().mask(path + ": " + message))));
    }

    /** Says that a lookup's history cannot be read. */
    void refuse(LookupSpec lookup, RuntimeException reason) {
        Throwable root = reason;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        report(lookup, lookup.table(), String.valueOf(root.getMessage()));
    }

    /**
     * A lookup answers with what is true now: for a training set it becomes a {@code latest} view
     * over a versioned table, which answers with what was true then, under the same feature names.
     *
     * @return empty when the lookup does not say which column holds the versions, which is reported
     */
    Optional<History> history(LookupSpec lookup) {
        if (lookup.asOf() == null) {
            report(
                    lookup,
                    lookup.name(),
                    "asks table "
                            + lookup.table()
                            + " for what is true now, which is not what was true at a past event;"
                            + " bind it to a versioned table and say as_of: <column>");
            return Optional.empty();
        }
        String entity = "lookup-" + lookup.name();
        List<String> key = List.copyOf(lookup.on().values());
        String source = "__lookup_" + lookup.name();
        return Optional.of(
                new History(
                        new EntityDefinition(entity, key),
                        new ViewDefinition(
                                lookup.name(),
                                entity,
                                source,
                                List.of(),
                                lookup.columns(),
                                Duration.ZERO,
                                null,
                                false,
                                List.of()),
                        query(lookup)));
    }

    /**
     * A lookup as a view over history.
     *
     * @param query of the view's source: the key under the spine's names, the columns, the version
     */
    record History(EntityDefinition entity, ViewDefinition view, String query) {

        String asOf() {
            return "__as_of";
        }
    }

    private static String query(LookupSpec lookup) {
        List<String> columns = new ArrayList<>();
        lookup.on().forEach((theirs, ours) -> columns.add("`" + theirs + "` AS `" + ours + "`"));
        lookup.columns().stream()
                .filter(column -> !lookup.on().containsValue(column))
                .forEach(column -> columns.add("`" + column + "`"));
        columns.add("`" + lookup.asOf() + "` AS `__as_of`");
        return "SELECT " + String.join(", ", columns) + " FROM " + lookup.table();
    }
}
