package io.millrace.scoring.script;

/**
 * A word, name, string, number or sign of a statement, after substitution.
 *
 * @param value without quotes; may come from the environment, so it is not for messages
 * @param hint whether it stands in a hint
 * @param line of the file, counted from 1
 * @param column counted from 1
 */
public record Token(TokenKind kind, String value, boolean hint, int line, int column) {

    /** Whether it is this keyword. Quoted, it would be a name. */
    public boolean isWord(String keyword) {
        return kind == TokenKind.WORD && value.equalsIgnoreCase(keyword);
    }

    public boolean isSymbol(String symbol) {
        return kind == TokenKind.SYMBOL && value.equals(symbol);
    }

    /** A keyword or a name. */
    boolean isIdentifier() {
        return kind == TokenKind.WORD || kind == TokenKind.QUOTED;
    }

    /** Kind and place, never the value. */
    @Override
    public String toString() {
        return kind + "@" + line + ":" + column;
    }
}
