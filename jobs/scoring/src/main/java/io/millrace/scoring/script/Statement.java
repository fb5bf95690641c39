package io.millrace.scoring.script;

import io.millrace.scoring.script.Reference.Use;
import io.millrace.scoring.spec.Position;
import io.millrace.scoring.spec.Problem;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;

/** One statement of a script, with the environment's values in it. */
public final class Statement {

    /** What {@code SET 'key' = 'value'} says. */
    public record Setting(String key, String value) {
        /** The key only: the value may have come from the environment. */
        @Override
        public String toString() {
            return "Setting[" + key + "]";
        }
    }

    private final String masked;
    private final String text;
    private final List<Token> tokens;
    private final Classification classification;
    private final List<Reference> references;
    private final List<Statement> inserts;
    private final Origin origin;

    Statement(
            String masked,
            String text,
            List<Token> tokens,
            Classification classification,
            List<Reference> references,
            List<Statement> inserts,
            Origin origin) {
        this.masked = masked;
        this.text = text;
        this.tokens = List.copyOf(tokens);
        this.classification = classification;
        this.references = List.copyOf(references);
        this.inserts = List.copyOf(inserts);
        this.origin = origin;
    }

    public Path file() {
        return origin.file();
    }

    /** The line of the first word, counted from 1. */
    public int line() {
        return origin.firstLine();
    }

    public Position position() {
        return new Position(file(), line());
    }

    /** What the planner is given: substituted, without the semicolon. Not for messages or logs. */
    public String text() {
        return text;
    }

    /** The statement as it stands in the file, with {@code ${NAME}} where values are put. */
    public String masked() {
        return masked;
    }

    public StatementKind kind() {
        return classification.kind();
    }

    /** What the statement creates, inserts into or switches to; null: nothing with a name. */
    @Nullable
    public ObjectName name() {
        return classification.name();
    }

    /** Words, names, strings, numbers and signs, those of hints too; no comments, no spaces. */
    public List<Token> tokens() {
        return tokens;
    }

    /** The inserts of a statement set, in their order; empty for every other kind. */
    public List<Statement> inserts() {
        return inserts;
    }

    /** The tables it uses, one entry for each place; a statement set's are those of its inserts. */
    public List<Reference> references() {
        return references;
    }

    /**
     * Where a table of this name is used in one way, whatever catalog and database are before it.
     */
    public List<Reference> references(String table, Use use) {
        return references.stream()
                .filter(found -> found.use() == use && found.name().last().equals(table))
                .toList();
    }

    /** Whether a name occurs anywhere in it, be it a column's; not in strings, comments, hints. */
    public boolean mentions(String name) {
        return tokens.stream()
                .anyMatch(
                        token ->
                                token.isIdentifier()
                                        && !token.hint()
                                        && token.value().equals(name));
    }

    /** What a {@code SET} says; empty for other kinds, and for a SET that only asks. */
    public Optional<Setting> setting() {
        boolean assigns =
                kind() == StatementKind.SET && tokens.size() == 4 && tokens.get(2).isSymbol("=");
        return assigns
                ? Optional.of(new Setting(tokens.get(1).value(), tokens.get(3).value()))
                : Optional.empty();
    }

    /** The path that {@code ADD JAR 'path'} names; empty for other kinds. */
    public Optional<String> jar() {
        return kind() == StatementKind.ADD_JAR && tokens.size() == 3
                ? Optional.of(tokens.get(2).value())
                : Optional.empty();
    }

    /** Where a place in {@link #text}, both counted from 1, stands in the file. */
    public Position position(int line, int column) {
        return new Position(file(), origin.line(line, column));
    }

    /**
     * What the planner said about this statement, for the user: with the file's lines instead of
     * the statement's, names instead of the environment's values, and without the list of all
     * tokens that the parser would have liked better.
     */
    public Problem problem(String plannerMessage) {
        return problem(plannerMessage, List.of());
    }

    /**
     * Like {@link #problem(String)}, and if the planner did not know a name, with the one that was
     * probably meant.
     *
     * @param known columns and tables that can be meant
     */
    public Problem problem(String plannerMessage, Collection<String> known) {
        return origin.problem(plannerMessage, known);
    }

    /** A text in which the environment's values are replaced by their names. */
    public String mask(String message) {
        return origin.mask(message);
    }

    /** Kind and place, never a value. */
    @Override
    public String toString() {
        return kind() + "@" + position();
    }
}
