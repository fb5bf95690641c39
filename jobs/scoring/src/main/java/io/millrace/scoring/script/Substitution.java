package io.millrace.scoring.script;

import io.millrace.scoring.spec.Masking;
import io.millrace.scoring.spec.Placeholder;
import io.millrace.scoring.spec.Problem;
import io.millrace.scoring.spec.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the environment's values into statements. In quotes a value means itself, whatever
 * characters it has; outside of them it is SQL text, but cannot end the statement it stands in.
 */
final class Substitution {

    /** A statement's text, and the way back from it to the source. */
    record Result(String text, SourceMap map) {}

    private final Path file;
    private final String source;
    private final Lines lines;
    private final Map<String, String> environment;
    private final Problems problems;
    private final Masking masking;

    Substitution(
            Path file,
            String source,
            Lines lines,
            Map<String, String> environment,
            Problems problems,
            Masking masking) {
        this.file = file;
        this.source = source;
        this.lines = lines;
        this.environment = environment;
        this.problems = problems;
        this.masking = masking;
    }

    Result apply(List<Lexeme> lexemes) {
        StringBuilder text = new StringBuilder();
        SourceMap map = new SourceMap();
        for (Lexeme lexeme : lexemes) {
            switch (lexeme.kind()) {
                case STRING, QUOTED, PLACEHOLDER -> substitute(lexeme, text, map);
                default -> copy(lexeme.start(), lexeme.end(), text, map);
            }
        }
        return new Result(text.toString(), map);
    }

    private void substitute(Lexeme lexeme, StringBuilder text, SourceMap map) {
        String written = source.substring(lexeme.start(), lexeme.end());
        int from = lexeme.start();
        for (Placeholder placeholder : Placeholder.in(written)) {
            int start = lexeme.start() + placeholder.start();
            copy(from, start, text, map);
            map.replaced(text.length(), start);
            text.append(value(placeholder, lexeme, start));
            from = lexeme.start() + placeholder.end();
        }
        copy(from, lexeme.end(), text, map);
    }

    private void copy(int start, int end, StringBuilder text, SourceMap map) {
        if (start < end) {
            map.copied(text.length(), start);
            text.append(source, start, end);
        }
    }

    private String value(Placeholder placeholder, Lexeme lexeme, int start) {
        Optional<String> value = placeholder.resolve(environment);
        if (value.isEmpty()) {
            problem(start, placeholder.complaint());
            return "";
        }
        if (value.get().equals(environment.get(placeholder.name()))) {
            masking.add(placeholder.name(), value.get());
        }
        return switch (lexeme.kind()) {
            case STRING -> value.get().replace("'", "''");
            case QUOTED -> value.get().replace("`", "``");
            default -> bare(placeholder, value.get(), start);
        };
    }

    private String bare(Placeholder placeholder, String value, int start) {
        boolean contained =
                Lexer.substituted(value).stream()
                        .allMatch(
                                part ->
                                        part.closed()
                                                && !part.is(TokenKind.SEMICOLON)
                                                && !part.is(TokenKind.COMMENT));
        if (!contained) {
            problem(
                    start,
                    "the value of ${%s} has a semicolon, a comment or an open quote in it;"
                                    .formatted(placeholder.name())
                            + " put the placeholder in quotes, or change the value");
        }
        return contained ? value : "";
    }

    private void problem(int offset, String message) {
        problems.add(new Problem(file, lines.line(offset), message));
    }
}
