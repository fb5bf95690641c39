package io.millrace.scoring.script;

/**
 * A stretch of the source.
 *
 * @param start offset of its first character
 * @param end offset behind its last
 * @param closed false for a string, identifier or comment that the source ends in
 */
record Lexeme(TokenKind kind, int start, int end, boolean closed) {

    boolean is(TokenKind other) {
        return kind == other;
    }
}
