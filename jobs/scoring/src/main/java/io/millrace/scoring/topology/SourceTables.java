package io.millrace.scoring.topology;

import io.millrace.features.definition.AggregationDefinition;
import io.millrace.features.definition.SourceDefinition;
import io.millrace.features.definition.ViewDefinition;
import io.millrace.features.plan.BoundSource;
import io.millrace.scoring.script.Statement;
import io.millrace.scoring.spec.ModelSpec;
import io.millrace.scoring.spec.Problem;
import io.millrace.scoring.spec.Problems;
import io.millrace.scoring.spec.Suggestion;
import io.millrace.scoring.sql.SqlTables;
import io.millrace.scoring.sql.TableStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32C;
import javax.annotation.Nullable;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.LogicalTypeFamily;

/**
 * The tables that the specification reads, as streams: each read once, the rows that its connector
 * could not read split off, and the views' conditions computed by the planner beside the columns.
 */
final class SourceTables {

    private final SqlTables sql;
    private final ModelSpec spec;
    private final ScriptPlan script;
    private final Rejections rejections;
    private final Problems problems;
    private final Map<String, TableStream> shared = new HashMap<>();

    SourceTables(
            SqlTables sql,
            ModelSpec spec,
            ScriptPlan script,
            Rejections rejections,
            Problems problems) {
        this.sql = sql;
        this.spec = spec;
        this.script = script;
        this.rejections = rejections;
        this.problems = problems;
    }

    /** A table as the stages take it. */
    record Bound(BoundSource source, TableStream table) {}

    /** Makes a table that several places read one stream, and gives that stream its name. */
    void share(String table, String path) {
        TableStream read = split(table, sql.read(path, table, Map.of()));
        sql.expose(read);
        shared.put(table, read);
    }

    private TableStream split(String table, TableStream read) {
        Optional<String> error = spec.source(table).map(SourceDefinition::error);
        if (error.isEmpty()) {
            return read;
        }
        int column = read.type().getFieldIndex(error.get());
        if (column < 0) {
            problems.add(noColumn(table, "error", error.get(), read));
            return read;
        }
        if (!read.type().getTypeAt(column).is(LogicalTypeFamily.CHARACTER_STRING)) {
            String path = "sources." + table + ".error";
            problems.add(
                    Problem.at(
                            spec.positions().at(path),
                            path
                                    + ": column \""
                                    + error.get()
                                    + "\" is "
                                    + read.type().getTypeAt(column).asSummaryString()
                                    + "; what was wrong with a row is said in a STRING"));
            return read;
        }
        ErrorSplit split = new ErrorSplit(read.type(), column);
        SingleOutputStreamOperator<RowData> good =
                read.rows()
                        .process(split)
                        .returns(InternalTypeInfo.of(read.type()))
                        .uid("table-" + table + "-errors")
                        .name(table + ": unreadable rows");
        rejections.add(
                "source", table, Rejection.type(read.type()), good.getSideOutput(split.rejected()));
        return read.with(good);
    }

    /**
     * Reads a table for the spine or a view.
     *
     * @return empty when something is wrong, which is reported
     */
    Optional<Bound> bind(SourceDefinition definition) {
        String table = definition.table();
        Map<String, String> names = conditionNames(table);
        Map<String, String> computed = new LinkedHashMap<>();
        names.forEach((condition, name) -> computed.put(name, condition));
        TableStream read;
        try {
            read = read(table, computed);
        } catch (RuntimeException e) {
            problems.add(unreadable(table, computed, e));
            return Optional.empty();
        }
        int time = column(read, "time", definition.time(), rowtime(read));
        int known =
                definition.known() == null ? -1 : column(read, "known", definition.known(), null);
        if (time < 0 || (definition.known() != null && known < 0)) {
            return Optional.empty();
        }
        boolean said = definition.change() != null && !read.changelog();
        Optional<TableStream> rows = said ? changes(definition, read) : Optional.of(read);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Integer> conditions = new LinkedHashMap<>();
        names.forEach(
                (condition, name) -> conditions.put(condition, read.type().getFieldIndex(name)));
        return Optional.of(
                new Bound(
                        new BoundSource(
                                table,
                                read.type(),
                                time,
                                known,
                                said || read.changelog(),
                                conditions),
                        rows.get()));
    }

    /** Rows with the kinds that their column says; empty when there is no such column. */
    private Optional<TableStream> changes(SourceDefinition definition, TableStream read) {
        String table = definition.table();
        int index = column(read, "change", definition.change(), null);
        if (index < 0) {
            return Optional.empty();
        }
        if (!read.type().getTypeAt(index).is(LogicalTypeFamily.CHARACTER_STRING)) {
            String path = "sources." + table + ".change";
            problems.add(
                    Problem.at(
                            spec.positions().at(path),
                            path + ": column \"" + definition.change() + "\" is not a STRING"));
            return Optional.empty();
        }
        ChangeColumn kinds = new ChangeColumn(read.type(), index);
        SingleOutputStreamOperator<RowData> rows =
                read.rows()
                        .process(kinds)
                        .returns(InternalTypeInfo.of(read.type()))
                        .uid("table-" + table + "-change")
                        .name(table + ": kinds of change");
        rejections.add(
                "change", table, Rejection.type(read.type()), rows.getSideOutput(kinds.rejected()));
        return Optional.of(read.with(rows));
    }

    /** A table as it is, for others than the spine and the views. */
    TableStream stream(String table) {
        return read(table, Map.of());
    }

    /** A shared table is a stream already; only what is computed beside its columns is new. */
    private TableStream read(String table, Map<String, String> computed) {
        TableStream stream = shared.get(table);
        if (stream == null) {
            return sql.read(table, table, computed);
        }
        return computed.isEmpty() ? stream : sql.read(table, table + "-rows", computed);
    }

    /** In batch mode a stream has no watermark, but the table it was made of may have named one. */
    @Nullable
    private String rowtime(TableStream read) {
        TableStream first = shared.getOrDefault(read.name(), read);
        return read.rowtime() == null ? first.rowtime() : read.rowtime();
    }

    /** The name of the computed column of each condition that a view puts on a table's rows. */
    private Map<String, String> conditionNames(String table) {
        Map<String, String> names = new LinkedHashMap<>();
        spec.views().stream()
                .filter(view -> view.source().equals(table))
                .map(ViewDefinition::aggregations)
                .flatMap(List::stream)
                .map(AggregationDefinition::where)
                .filter(Objects::nonNull)
                .forEach(where -> names.putIfAbsent(where, conditionName(where)));
        return names;
    }

    /**
     * State is kept under this name, so it must not change when another condition comes or goes.
     */
    private static String conditionName(String condition) {
        CRC32C sum = new CRC32C();
        sum.update(condition.strip().getBytes(StandardCharsets.UTF_8));
        return "__where_%08x".formatted(sum.getValue());
    }

    static boolean isCondition(String column) {
        return column.startsWith("__where_");
    }

    private int column(
            TableStream read, String role, @Nullable String chosen, @Nullable String fallback) {
        String name = chosen == null ? fallback : chosen;
        if (name == null) {
            problems.add(
                    Problem.at(
                            spec.positions().at("sources." + read.name()),
                            "table "
                                    + read.name()
                                    + " has no watermark that would name its event time; say"
                                    + " sources: { "
                                    + read.name()
                                    + ": { time: <column> } }"));
            return -1;
        }
        int index = read.type().getFieldIndex(name);
        if (index < 0) {
            problems.add(noColumn(read.name(), role, name, read));
        }
        return index;
    }

    private Problem noColumn(String table, String role, String column, TableStream read) {
        String path = "sources." + table + "." + role;
        return Problem.at(
                spec.positions().at(path),
                path
                        + ": table "
                        + table
                        + " has no column \""
                        + column
                        + "\""
                        + Suggestion.among(read.type().getFieldNames(), column));
    }

    /**
     * A condition that does not fit the table, or a table that is not there or cannot be opened.
     */
    Problem unreadable(String table, Map<String, String> computed, RuntimeException e) {
        for (Map.Entry<String, String> condition : computed.entrySet()) {
            try {
                sql.check(table, condition.getValue());
            } catch (RuntimeException wrong) {
                return Problem.at(
                        spec.positions().find("views", condition.getValue()),
                        masked("where \"" + condition.getValue() + "\": " + reason(wrong)));
            }
        }
        return Problem.at(
                script.creator(table)
                        .map(Statement::position)
                        .orElseGet(() -> spec.positions().find("", table)),
                masked("table " + table + " cannot be read: " + reason(e)));
    }

    private String masked(String message) {
        return script.mask(spec.masking().mask(message));
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
