package io.millrace.scoring.script;

/** What a stretch of SQL text is. */
public enum TokenKind {
    /** A keyword, or an identifier without quotes. */
    WORD,
    /** An identifier in backquotes. */
    QUOTED,
    /** A string in single quotes. */
    STRING,
    NUMBER,
    /** Any other character; also {@code /}{@code *+} and its end, around a hint. */
    SYMBOL,
    SEMICOLON,
    /** {@code ${NAME}} outside of quotes and comments. */
    PLACEHOLDER,
    COMMENT,
    SPACE;

    /** Whether the text means something to the planner. */
    boolean isSignificant() {
        return this != COMMENT && this != SPACE;
    }
}
