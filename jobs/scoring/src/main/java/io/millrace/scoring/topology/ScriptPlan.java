package io.millrace.scoring.topology;

import io.millrace.scoring.script.Reference;
import io.millrace.scoring.script.Script;
import io.millrace.scoring.script.Statement;
import io.millrace.scoring.script.StatementKind;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The order in which the statements of a SQL file can run, and which tables are read more than
 * once.
 *
 * <pre>
 *   before:          CREATE, SET, USE ... that need none of our tables
 *   over featured:   views that read featured, through other views too
 *   over scored:     views that read scored or rejected
 *   inserts:         last, as one set
 * </pre>
 *
 * A table that is read from more than one place (the spine and a view, a view and an INSERT) is
 * <em>shared</em>: it becomes a stream once and that stream takes its name, so that there is one
 * source, one replication slot, one MQTT session. Tables are told apart by their names as they are
 * written: {@code readings} is not {@code lake.plant.readings}.
 */
final class ScriptPlan {

    private final Script script;
    private final Map<String, Statement> created = new HashMap<>();
    private final Set<String> overFeatured = new HashSet<>();
    private final Set<String> overScored = new HashSet<>();
    private final Set<String> shared = new HashSet<>();

    private ScriptPlan(Script script) {
        this.script = script;
    }

    /**
     * @param read tables that the specification reads: spine and view sources
     * @param split tables whose unreadable rows are split off, wherever they are read
     * @param asked tables that the specification asks by key
     */
    static ScriptPlan of(
            Script script,
            Collection<String> read,
            Collection<String> split,
            Collection<String> asked) {
        ScriptPlan plan = new ScriptPlan(script);
        plan.order();
        plan.share(read, split, asked);
        return plan;
    }

    /** Statements that come before any table of ours exists. */
    List<Statement> before() {
        return others(
                statement -> !needs(statement, overFeatured) && !needs(statement, overScored));
    }

    /** Statements that can run once {@code featured} exists. */
    List<Statement> overFeatured() {
        return others(statement -> needs(statement, overFeatured) && !needs(statement, overScored));
    }

    /** Statements that can run once {@code scored} and {@code rejected} exist. */
    List<Statement> overScored() {
        return others(statement -> needs(statement, overScored));
    }

    Path file() {
        return script.file();
    }

    List<Statement> inserts() {
        return script.inserts();
    }

    /** Whether an INSERT reads a table of ours, through views too. */
    boolean writes(String virtualTable) {
        return inserts().stream().anyMatch(insert -> reaches(insert, virtualTable));
    }

    boolean isShared(String table) {
        return shared.contains(table);
    }

    /** The statement that creates a table or view; empty when none of the file does. */
    Optional<Statement> creator(String table) {
        return Optional.ofNullable(created.get(table));
    }

    /** Names of all tables and views that the file creates. */
    Set<String> created() {
        return Set.copyOf(created.keySet());
    }

    /** A message without the values that the environment gave to the SQL files. */
    String mask(String message) {
        Set<Path> files = new HashSet<>();
        String masked = message;
        for (Statement statement : script.statements()) {
            masked = files.add(statement.file()) ? statement.mask(masked) : masked;
        }
        return masked;
    }

    private List<Statement> others(Predicate<Statement> wanted) {
        return script.statements().stream()
                .filter(statement -> statement.kind() != StatementKind.INSERT)
                .filter(statement -> statement.kind() != StatementKind.STATEMENT_SET)
                .filter(wanted)
                .toList();
    }

    private void order() {
        for (Statement statement : script.statements()) {
            if (creates(statement)) {
                String name = statement.name().toString();
                created.put(name, statement);
                if (reaches(statement, VirtualTable.FEATURED)) {
                    overFeatured.add(name);
                }
                if (reaches(statement, VirtualTable.SCORED)
                        || reaches(statement, VirtualTable.SHADOW_SCORED)
                        || reaches(statement, VirtualTable.DRIFT)
                        || reaches(statement, VirtualTable.REJECTED)) {
                    overScored.add(name);
                }
            }
        }
    }

    private static boolean creates(Statement statement) {
        return statement.name() != null
                && (statement.kind() == StatementKind.CREATE_TABLE
                        || statement.kind() == StatementKind.CREATE_VIEW);
    }

    private static boolean needs(Statement statement, Set<String> created) {
        return creates(statement) && created.contains(statement.name().toString());
    }

    /** Whether a statement reads a table, through views of the file too. */
    private boolean reaches(Statement statement, String table) {
        return reaches(statement, table, new HashSet<>());
    }

    /**
     * @param seen views that were looked into; views that read each other are the planner's to
     *     refuse
     */
    private boolean reaches(Statement statement, String table, Set<String> seen) {
        return reads(statement).stream()
                .anyMatch(
                        name ->
                                name.equals(table)
                                        || (isView(name)
                                                && seen.add(name)
                                                && reaches(created.get(name), table, seen)));
    }

    private boolean isView(String name) {
        return created.containsKey(name) && created.get(name).kind() == StatementKind.CREATE_VIEW;
    }

    private static List<String> reads(Statement statement) {
        return statement.references().stream()
                .filter(reference -> reference.use() != Reference.Use.INSERTED)
                .map(reference -> reference.name().toString())
                .toList();
    }

    private void share(
            Collection<String> read, Collection<String> split, Collection<String> asked) {
        Map<String, Integer> uses = new HashMap<>();
        read.forEach(table -> count(table, uses));
        for (Statement insert : inserts()) {
            reads(insert).forEach(table -> count(table, uses));
        }
        uses.forEach(
                (table, times) -> {
                    if (times > 1) {
                        shared.add(table);
                    }
                });
        shared.removeAll(asked);
        shared.removeAll(asked());
        shared.addAll(split); // even then: rows that nobody could read must not be scored
        shared.removeAll(
                List.of(
                        VirtualTable.FEATURED,
                        VirtualTable.SCORED,
                        VirtualTable.SHADOW_SCORED,
                        VirtualTable.DRIFT,
                        VirtualTable.REJECTED));
    }

    /** A view that is read twice is shared itself: what is below it is read once, for it. */
    private void count(String table, Map<String, Integer> uses) {
        if (uses.merge(table, 1, Integer::sum) == 1 && isView(table)) {
            reads(created.get(table)).forEach(below -> count(below, uses));
        }
    }

    /** A lookup table must stay what it is: a stream cannot be asked by key. */
    private Set<String> asked() {
        Set<String> asked = new HashSet<>();
        for (Statement statement : script.statements()) {
            statement.references().stream()
                    .filter(reference -> reference.use() == Reference.Use.LOOKUP)
                    .forEach(reference -> asked.add(reference.name().toString()));
        }
        return asked;
    }
}
