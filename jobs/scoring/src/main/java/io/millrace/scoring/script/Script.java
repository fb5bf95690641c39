package io.millrace.scoring.script;

import io.millrace.scoring.spec.Problems;
import io.millrace.scoring.spec.SpecException;
import io.millrace.scoring.spec.TextFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A SQL file cut into statements.
 *
 * @param statements in the file's order
 */
public record Script(Path file, List<Statement> statements) {
    public Script {
        statements = List.copyOf(statements);
    }

    /**
     * Reads a file.
     *
     * @param environment what {@code ${NAME}} is taken from
     * @throws SpecException with everything that is wrong with it: unset variables, quotes and
     *     comments that do not end, statement sets that are not closed
     */
    public static Script read(Path file, Map<String, String> environment) {
        Problems problems = new Problems();
        String source = TextFile.read(file, problems).orElse("");
        problems.throwIfAny();
        return parse(file, source, environment);
    }

    /** Like {@link #read}, for a text that was read from the file already. */
    public static Script parse(Path file, String source, Map<String, String> environment) {
        Problems problems = new Problems();
        ScriptReader reader = new ScriptReader(file, source, environment, problems);
        Script script = new Script(file, reader.statements());
        problems.throwIfAny();
        return script;
    }

    /** The script without the statements that write: for those who want only its tables. */
    public Script withoutInserts() {
        return new Script(
                file,
                statements.stream()
                        .filter(statement -> statement.kind() != StatementKind.INSERT)
                        .filter(statement -> statement.kind() != StatementKind.STATEMENT_SET)
                        .toList());
    }

    /** The statements of one kind, in their order. */
    public List<Statement> statements(StatementKind kind) {
        return statements.stream().filter(statement -> statement.kind() == kind).toList();
    }

    /** Every INSERT, those in statement sets too, in the file's order. */
    public List<Statement> inserts() {
        return statements.stream()
                .flatMap(
                        statement ->
                                statement.kind() == StatementKind.INSERT
                                        ? List.of(statement).stream()
                                        : statement.inserts().stream())
                .toList();
    }
}
