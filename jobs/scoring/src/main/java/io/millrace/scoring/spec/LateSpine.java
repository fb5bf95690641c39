package io.millrace.scoring.spec;

/** What becomes of a spine row behind the watermark. Written {@code score} or {@code reject}. */
public enum LateSpine {
    SCORE,
    /** It goes to the {@code rejected} table. */
    REJECT
}
