package io.millrace.scoring.script;

import java.util.ArrayList;
import java.util.List;

/** Makes tokens of a substituted statement, each with its place in the file. */
final class Tokenizer {

    private Tokenizer() {}

    static List<Token> tokens(Substitution.Result statement, Lines source) {
        List<Token> tokens = new ArrayList<>();
        boolean hint = false;
        for (Lexeme lexeme : Lexer.substituted(statement.text())) {
            if (!lexeme.kind().isSignificant()) {
                continue;
            }
            String text = statement.text().substring(lexeme.start(), lexeme.end());
            hint |= text.equals("/*+");
            int offset = statement.map().source(lexeme.start());
            tokens.add(
                    new Token(
                            lexeme.kind(),
                            value(lexeme, text),
                            hint,
                            source.line(offset),
                            source.column(offset)));
            hint &= !text.equals("*/");
        }
        return tokens;
    }

    private static String value(Lexeme lexeme, String text) {
        return switch (lexeme.kind()) {
            case STRING -> unquoted(lexeme, text, "'");
            case QUOTED -> unquoted(lexeme, text, "`");
            default -> text;
        };
    }

    private static String unquoted(Lexeme lexeme, String text, String quote) {
        String inside = text.substring(1, lexeme.closed() ? text.length() - 1 : text.length());
        return inside.replace(quote + quote, quote);
    }
}
