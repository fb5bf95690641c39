package io.millrace.scoring.script;

import io.millrace.scoring.spec.Placeholder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts SQL text into stretches that together are the whole text, by the rules of Flink's default
 * dialect: {@code 'it''s'}, {@code `quoted`}, {@code --} and {@code //} to the line's end, comments
 * between {@code /}{@code *} and its counterpart that do not nest. A hint's inside is ordinary
 * text.
 */
final class Lexer {

    private final String source;
    private final boolean placeholders;
    private final List<Lexeme> lexemes = new ArrayList<>();
    private int at;
    private boolean inHint;

    private Lexer(String source, boolean placeholders) {
        this.source = source;
        this.placeholders = placeholders;
    }

    /** Text as the user wrote it, with placeholders in and outside of quotes. */
    static List<Lexeme> written(String source) {
        return new Lexer(source, true).run();
    }

    /** Text after substitution, in which a dollar sign and a brace are nothing special. */
    static List<Lexeme> substituted(String source) {
        return new Lexer(source, false).run();
    }

    private List<Lexeme> run() {
        while (at < source.length()) {
            next();
        }
        return lexemes;
    }

    private void next() {
        char c = source.charAt(at);
        if (Character.isWhitespace(c)) {
            add(TokenKind.SPACE, endOf(Character::isWhitespace));
        } else if (looksAt("--") || looksAt("//")) {
            add(TokenKind.COMMENT, lineEnd());
        } else if (looksAt("/*+") || (inHint && looksAt("*/"))) {
            inHint = c == '/';
            add(TokenKind.SYMBOL, at + (inHint ? 3 : 2));
        } else if (looksAt("/*")) {
            addDelimited(TokenKind.COMMENT, source.indexOf("*/", at + 2), 2);
        } else if (c == '\'' || c == '`') {
            addDelimited(c == '`' ? TokenKind.QUOTED : TokenKind.STRING, closingQuote(c), 1);
        } else if (c == ';') {
            add(TokenKind.SEMICOLON, at + 1);
        } else {
            nextPlain(c);
        }
    }

    private void nextPlain(char c) {
        Optional<Placeholder> placeholder = placeholder(at);
        if (placeholder.isPresent()) {
            add(TokenKind.PLACEHOLDER, placeholder.get().end());
        } else if (Character.isDigit(c)) {
            add(TokenKind.NUMBER, numberEnd());
        } else if (Character.isJavaIdentifierStart(c)) {
            add(TokenKind.WORD, wordEnd());
        } else {
            add(TokenKind.SYMBOL, at + 1);
        }
    }

    private Optional<Placeholder> placeholder(int offset) {
        boolean possible = placeholders && source.charAt(offset) == '$';
        return possible ? Placeholder.at(source, offset) : Optional.empty();
    }

    /** Offset of the quote that closes the one at hand; -1 when there is none. */
    private int closingQuote(char quote) {
        int i = at + 1;
        while (i < source.length()) {
            Optional<Placeholder> placeholder = placeholder(i);
            if (placeholder.isPresent()) {
                i = placeholder.get().end();
            } else if (source.charAt(i) != quote) {
                i++;
            } else if (i + 1 < source.length() && source.charAt(i + 1) == quote) {
                i += 2;
            } else {
                return i;
            }
        }
        return -1;
    }

    private int lineEnd() {
        return endOf(c -> c != '\n' && c != '\r');
    }

    private int numberEnd() {
        int end = endOf(Character::isDigit);
        boolean fraction =
                end + 1 < source.length()
                        && source.charAt(end) == '.'
                        && Character.isDigit(source.charAt(end + 1));
        return fraction ? endOf(end + 1, Character::isDigit) : end;
    }

    private int wordEnd() {
        int end = at + 1;
        while (end < source.length()
                && Character.isJavaIdentifierPart(source.charAt(end))
                && placeholder(end).isEmpty()) {
            end++;
        }
        return end;
    }

    private int endOf(CharTest test) {
        return endOf(at, test);
    }

    private int endOf(int from, CharTest test) {
        int end = from;
        while (end < source.length() && test.holds(source.charAt(end))) {
            end++;
        }
        return end;
    }

    private boolean looksAt(String text) {
        return source.startsWith(text, at);
    }

    private void addDelimited(TokenKind kind, int closing, int width) {
        boolean closed = closing >= 0;
        int end = closed ? closing + width : source.length();
        lexemes.add(new Lexeme(kind, at, end, closed));
        at = end;
    }

    private void add(TokenKind kind, int end) {
        lexemes.add(new Lexeme(kind, at, end, true));
        at = end;
    }

    private interface CharTest {
        boolean holds(char c);
    }
}
