package io.millrace.scoring.topology;

import io.millrace.features.definition.SourceDefinition;
import io.millrace.scoring.parity.LoggedExtent;
import io.millrace.scoring.parity.ParityComparison;
import io.millrace.scoring.parity.ParityPlan;
import io.millrace.scoring.parity.ParityRequest;
import io.millrace.scoring.spec.ModelSpec;
import io.millrace.scoring.spec.Problem;
import io.millrace.scoring.spec.Problems;
import io.millrace.scoring.spec.Suggestion;
import io.millrace.scoring.sql.SqlTables;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * The two tables of a comparison: what the live job logged, and the model's input as history gives
 * it. Values are compared in the log's types, since writing the log cast them to these.
 */
final class ParityTables {

    private final SqlTables sql;
    private final ModelSpec spec;
    private final ScriptPlan script;
    private final ParityRequest request;
    private final Problems problems = new Problems();

    ParityTables(SqlTables sql, ModelSpec spec, ScriptPlan script, ParityRequest request) {
        this.sql = sql;
        this.spec = spec;
        this.script = script;
        this.request = request;
    }

    /** Looks through the log for its first and last event time. */
    LoggedExtent extent() {
        RowType log = log();
        String time = time();
        RowType column = new RowType(false, List.of(fieldOf(log, time)));
        problems.throwIfAny();
        return LoggedExtent.of(
                rows(request.logged(), "parity-times", column), column, 0, request.stretch());
    }

    /** Compares the log with the model's input, which exists by now. */
    ParityComparison compare(Flow featured) {
        RowType log = log();
        RowType recomputed = columns(spec.model().input()).orElseThrow(this::end);
        List<String> names = new ArrayList<>(match());
        names.forEach(name -> require("--match", name, request.logged(), log));
        names.forEach(name -> require("--match", name, spec.model().input(), recomputed));
        int matched = names.size();
        List<String> features = features(featured, recomputed, log);
        names.addAll(features);
        problems.throwIfAny();
        List<String> notLogged = new ArrayList<>(recomputedFeatures(featured, recomputed));
        notLogged.removeAll(log.getFieldNames());
        RowType type = new RowType(false, names.stream().map(name -> fieldOf(log, name)).toList());
        ParityPlan plan =
                new ParityPlan(
                        type,
                        matched,
                        names.indexOf(time()),
                        notLogged,
                        request.stretch(),
                        request.tolerance(),
                        request.examples());
        return ParityComparison.of(
                plan,
                rows(request.logged(), "parity-log", type),
                rows(spec.model().input(), "parity-features", type));
    }

    private DataStream<RowData> rows(String table, String role, RowType type) {
        try {
            return sql.cast(table, role, type);
        } catch (RuntimeException e) {
            throw refusal("table " + table + " cannot be compared: " + reason(e));
        }
    }

    /** The log's columns. */
    private RowType log() {
        return columns(request.logged()).orElseThrow(this::end);
    }

    private Optional<RowType> columns(String table) {
        if (!sql.exists(table)) {
            report(
                    "there is no table "
                            + table
                            + Suggestion.among(script.created(), table)
                            + "; declare it in a file named by --tables or --log");
            return Optional.empty();
        }
        return Optional.of(sql.columns(table));
    }

    /** The columns that name a row: what the user says, or entity keys and event time. */
    private Set<String> match() {
        Set<String> match = new LinkedHashSet<>(request.match());
        if (match.isEmpty()) {
            spec.entities().stream()
                    .filter(entity -> !spec.viewsOf(entity).isEmpty())
                    .forEach(entity -> match.addAll(entity.key()));
        }
        match.add(time());
        return match;
    }

    /** The spine's event time, by which the stretch is meant; it always takes part in the match. */
    private String time() {
        String spine = spec.spine().table();
        return spec.source(spine)
                .map(SourceDefinition::time)
                .or(() -> sql.exists(spine) ? sql.watermark(spine) : Optional.empty())
                .orElseThrow(
                        () ->
                                refusal(
                                        "table "
                                                + spine
                                                + " has no watermark that would name its event"
                                                + " time; say sources: { "
                                                + spine
                                                + ": { time: <column> } } in features.yaml"));
    }

    private List<String> features(Flow featured, RowType recomputed, RowType log) {
        List<String> all = recomputedFeatures(featured, recomputed);
        if (!request.features().isEmpty()) {
            for (String name : request.features()) {
                require("--features", name, spec.model().input(), recomputed);
                require("--features", name, request.logged(), log);
            }
            return request.features();
        }
        List<String> logged = all.stream().filter(log.getFieldNames()::contains).toList();
        if (logged.isEmpty()) {
            report(
                    "table "
                            + request.logged()
                            + " has none of the features"
                            + Suggestion.among(all, "")
                            + "; it has "
                            + String.join(", ", log.getFieldNames())
                            + "; columns of other names need a view that renames them");
        }
        return logged;
    }

    /** What the model's input has beyond the spine. */
    private List<String> recomputedFeatures(Flow featured, RowType recomputed) {
        Set<String> others = new LinkedHashSet<>(featured.spine().table().type().getFieldNames());
        others.addAll(match());
        return recomputed.getFieldNames().stream().filter(name -> !others.contains(name)).toList();
    }

    private void require(String option, String name, String table, RowType type) {
        if (type.getFieldIndex(name) < 0) {
            report(
                    option
                            + ": table "
                            + table
                            + " has no column \""
                            + name
                            + "\""
                            + Suggestion.among(type.getFieldNames(), name));
        }
    }

    private RowType.RowField fieldOf(RowType type, String name) {
        int index = type.getFieldIndex(name);
        if (index < 0) {
            require("the event time", name, request.logged(), type);
            problems.throwIfAny();
        }
        RowType.RowField field = type.getFields().get(index);
        if (name.equals(time()) && !ParityPlan.isTime(field.getType())) {
            throw refusal(
                    "column \""
                            + name
                            + "\" of table "
                            + request.logged()
                            + " is "
                            + field.getType().asSummaryString()
                            + "; the event time is a TIMESTAMP, a TIMESTAMP_LTZ, or a BIGINT of"
                            + " milliseconds");
        }
        return field;
    }

    private void report(String message) {
        problems.add(new Problem(script.file(), 0, script.mask(spec.masking().mask(message))));
    }

    private RuntimeException refusal(String message) {
        report(message);
        return end();
    }

    private RuntimeException end() {
        problems.throwIfAny();
        return new IllegalStateException("a refusal without a problem");
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
