package io.millrace.scoring.script;

import io.millrace.scoring.script.Splitter.Piece;
import io.millrace.scoring.spec.Masking;
import io.millrace.scoring.spec.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes statements of a script's text: cuts it, substitutes, classifies, finds references. */
final class ScriptReader {

    private final Path file;
    private final String source;
    private final Lines lines;
    private final Problems problems;
    private final Masking masking = new Masking();
    private final Substitution substitution;

    ScriptReader(Path file, String source, Map<String, String> environment, Problems problems) {
        this.file = file;
        this.source = source;
        this.lines = new Lines(source);
        this.problems = problems;
        this.substitution = new Substitution(file, source, lines, environment, problems, masking);
    }

    List<Statement> statements() {
        List<Lexeme> lexemes = Lexer.written(source);
        lexemes.stream().filter(lexeme -> !lexeme.closed()).forEach(this::reportUnclosed);
        return Splitter.split(source, lexemes).stream().map(this::statement).toList();
    }

    private Statement statement(Piece piece) {
        return piece.isSet() ? statementSet(piece) : statement(piece.lexemes());
    }

    private Statement statementSet(Piece piece) {
        List<Statement> inserts = piece.inserts().stream().map(this::insert).toList();
        if (!piece.closed()) {
            report(
                    piece.lexemes(),
                    "statement set is not closed; write END; behind its last INSERT");
        }
        List<Reference> references =
                inserts.stream().flatMap(insert -> insert.references().stream()).toList();
        Substitution.Result result = substitution.apply(piece.lexemes());
        List<Token> tokens = Tokenizer.tokens(result, lines);
        Classification set = new Classification(StatementKind.STATEMENT_SET, null, tokens.size());
        return statement(piece.lexemes(), result, tokens, set, references, inserts);
    }

    private Statement insert(List<Lexeme> lexemes) {
        Statement insert = statement(lexemes);
        if (insert.kind() != StatementKind.INSERT) {
            report(
                    lexemes,
                    "a statement set can hold nothing but INSERT INTO; move this out of it");
        }
        return insert;
    }

    private Statement statement(List<Lexeme> lexemes) {
        Substitution.Result result = substitution.apply(lexemes);
        List<Token> tokens = Tokenizer.tokens(result, lines);
        Tokens withoutHints = new Tokens(tokens);
        Classification classification = Classification.of(withoutHints);
        List<Reference> references = References.in(file, withoutHints, classification);
        return statement(lexemes, result, tokens, classification, references, List.of());
    }

    private Statement statement(
            List<Lexeme> lexemes,
            Substitution.Result result,
            List<Token> tokens,
            Classification classification,
            List<Reference> references,
            List<Statement> inserts) {
        int end = lexemes.get(lexemes.size() - 1).end();
        return new Statement(
                source.substring(lexemes.get(0).start(), end),
                result.text(),
                tokens,
                classification,
                references,
                inserts,
                new Origin(file, lines, result, masking));
    }

    private void reportUnclosed(Lexeme lexeme) {
        String what =
                switch (lexeme.kind()) {
                    case STRING -> "string is not closed; write ' at its end, and '' for a ' in it";
                    case QUOTED -> "name is not closed; write ` at its end, and `` for a ` in it";
                    default -> "comment is not closed; write */ at its end";
                };
        problems.add(file, lines.line(lexeme.start()), what);
    }

    private void report(List<Lexeme> lexemes, String message) {
        problems.add(file, lines.line(lexemes.get(0).start()), message);
    }
}
