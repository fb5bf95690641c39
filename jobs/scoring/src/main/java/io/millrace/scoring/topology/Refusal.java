package io.millrace.scoring.topology;

import io.millrace.scoring.script.Statement;
import io.millrace.scoring.script.StatementKind;
import io.millrace.scoring.script.Token;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Statements that a job's file cannot hold: the planner would take them, and start a job of their
 * own while ours is planned, or show their result to nobody.
 */
final class Refusal {

    private static final Set<String> QUERIES = Set.of("SELECT", "WITH", "VALUES", "TABLE");

    private static final Set<String> QUESTIONS = Set.of("SHOW", "DESCRIBE", "DESC", "EXPLAIN");

    private static final Set<String> JOBS =
            Set.of(
                    "DELETE",
                    "UPDATE",
                    "TRUNCATE",
                    "CALL",
                    "ANALYZE",
                    "COMPILE",
                    "EXECUTE",
                    "STOP",
                    "REPLACE");

    private Refusal() {}

    /**
     * Why a statement cannot stand in a job's file, and what to do instead; empty when it can.
     *
     * @param statement no INSERT and no statement set
     */
    static Optional<String> of(Statement statement) {
        List<Token> tokens = statement.tokens();
        String first = tokens.get(0).value().toUpperCase(Locale.ROOT);
        if (QUERIES.contains(first)) {
            return Optional.of(
                    "a "
                            + first
                            + " shows nothing in a job; INSERT INTO a table (connector 'print' to"
                            + " look at rows)");
        }
        if (QUESTIONS.contains(first)) {
            return Optional.of(first + " shows nothing in a job; leave it out");
        }
        if (JOBS.contains(first) || isMaterialized(tokens)) {
            return Optional.of(
                    first
                            + " would run while the job is planned, whenever it is planned; run it"
                            + " by itself");
        }
        return isFilledByQuery(statement)
                ? Optional.of(
                        "CREATE TABLE ... AS would run a job of its own while this one is planned;"
                                + " create the table with its columns, and INSERT INTO it")
                : Optional.empty();
    }

    private static boolean isMaterialized(List<Token> tokens) {
        return tokens.size() > 1
                && tokens.get(0).isWord("CREATE")
                && tokens.get(1).isWord("MATERIALIZED");
    }

    /** An AS that no bracket is around; those within are computed columns. */
    private static boolean isFilledByQuery(Statement statement) {
        int depth = 0;
        for (Token token : statement.tokens()) {
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            if (depth == 0
                    && token.isWord("AS")
                    && statement.kind() == StatementKind.CREATE_TABLE) {
                return true;
            }
        }
        return false;
    }
}
