package io.millrace.scoring.topology;

import io.millrace.scoring.script.Reference;
import io.millrace.scoring.script.Statement;
import io.millrace.scoring.script.StatementKind;
import io.millrace.scoring.spec.Problem;
import io.millrace.scoring.spec.Problems;
import io.millrace.scoring.sql.SqlTables;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the statements of a SQL file, each when its turn has come, and reports what the planner says
 * against them by file and line. A statement that only fails because an earlier one did is left
 * out, so that the user reads causes and not consequences.
 */
final class ScriptRun {

    private static final int EXCERPT = 80;
    private static final Pattern PLACE = Pattern.compile("line \\d+, column \\d+");
    private static final Pattern ENCOUNTERED = Pattern.compile("Encountered \"(\\w+)\"");

    /** The lines of a plan, which the planner puts into some of its messages. */
    private static final Pattern PLAN =
            Pattern.compile("(?m)^(\\s*[:|]?\\s*\\+-|\\s*:|FlinkLogical|Logical).*\\R?|^\\s*\\R");

    private final SqlTables sql;
    private final ScriptPlan plan;
    private final BiConsumer<String, String> shareTable;
    private final Problems problems;
    private final Set<String> failed = new HashSet<>();
    private final Set<String> done = new HashSet<>();

    /**
     * @param shareTable called with the name and the SQL path of each shared table before anything
     *     reads it
     */
    ScriptRun(
            SqlTables sql,
            ScriptPlan plan,
            BiConsumer<String, String> shareTable,
            Problems problems) {
        this.sql = sql;
        this.plan = plan;
        this.shareTable = shareTable;
        this.problems = problems;
    }

    void run(List<Statement> statements) {
        for (Statement statement : statements) {
            if (dependsOnFailed(statement)) {
                failed(statement);
            } else {
                attempt(statement);
            }
        }
    }

    private void attempt(Statement statement) {
        try {
            shareWhatItReads(statement);
            execute(statement);
        } catch (RuntimeException e) {
            problems.add(problem(statement, e));
            failed(statement);
        }
    }

    private void failed(Statement statement) {
        if (statement.name() != null) {
            failed.add(statement.name().toString());
        }
    }

    private boolean dependsOnFailed(Statement statement) {
        return statement.references().stream()
                .anyMatch(reference -> failed.contains(reference.name().toString()));
    }

    /**
     * Adds the INSERTs to the job, as one set.
     *
     * @throws io.millrace.scoring.spec.SpecException with what is wrong with any of them
     */
    void insert(List<Statement> inserts) {
        if (inserts.isEmpty()) {
            problems.add(
                    plan.file(),
                    0,
                    "has no INSERT INTO, so that the job would write nothing; INSERT INTO a table"
                            + " of yours SELECT ... FROM scored");
            problems.throwIfAny();
        }
        try {
            inserts.forEach(this::shareWhatItReads);
            sql.insert(
                    inserts.stream()
                            .map(insert -> new SqlTables.Insert(insert.text(), target(insert)))
                            .toList());
        } catch (RuntimeException e) {
            inserts.forEach(this::check);
            problems.throwIfAny();
            throw e;
        }
    }

    /** Finds out which INSERT the planner meant: of a set it does not say. */
    private void check(Statement insert) {
        try {
            sql.checkInsert(insert.text());
        } catch (RuntimeException e) {
            problems.add(problem(insert, e));
        }
    }

    private static String target(Statement insert) {
        return insert.name() == null ? "insert" : insert.name().toString();
    }

    private void shareWhatItReads(Statement statement) {
        for (Reference reference : statement.references()) {
            if (reference.use() == Reference.Use.SCANNED) {
                share(reference.name().toString(), reference.name().sql());
            }
        }
    }

    /** Shares a table, once, if more than one place reads it. */
    void share(String table, String path) {
        if (plan.isShared(table) && done.add(table)) {
            shareTable.accept(table, path);
        }
    }

    private void execute(Statement statement) {
        Refusal.of(statement)
                .ifPresent(
                        reason -> {
                            throw new IllegalArgumentException(reason);
                        });
        if (statement.kind() == StatementKind.SET) {
            Statement.Setting setting =
                    statement
                            .setting()
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "SET needs a key and a value: SET 'key' ="
                                                            + " 'value'"));
            sql.set(setting.key(), setting.value());
        } else {
            sql.execute(statement.text());
        }
    }

    /** The innermost reason is the one that says what to do; the others wrap it. */
    static Problem problem(Statement statement, Throwable failure) {
        StringBuilder said = new StringBuilder();
        Set<String> messages = new HashSet<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && messages.stream().noneMatch(m -> m.contains(message))) {
                said.append(said.isEmpty() ? "" : ": ").append(message.strip());
                messages.add(message);
            }
        }
        String planner = PLAN.matcher(said).replaceAll("");
        Problem problem = statement.problem(planner.isBlank() ? failure.toString() : planner);
        Matcher word = ENCOUNTERED.matcher(problem.message());
        if (word.find()) {
            return with(problem, hint(word.group(1)));
        }
        return PLACE.matcher(problem.message()).find()
                ? problem
                : with(problem, ", in: " + excerpt(statement));
    }

    private static Problem with(Problem problem, String more) {
        return new Problem(problem.file(), problem.line(), problem.message() + more);
    }

    /** The statement's beginning, for messages that do not say which part of it they mean. */
    private static String excerpt(Statement statement) {
        String line = statement.masked().replaceAll("\\s+", " ").strip();
        return line.length() > EXCERPT ? line.substring(0, EXCERPT) + " ..." : line;
    }

    /** Flink reserves many words that make good names: model, value, date. */
    private static String hint(String word) {
        return " (if " + word + " is meant as a name, put it in backquotes: `" + word + "`)";
    }
}
