package io.millrace.scoring.spec;

/** What a lookup that failed after its retries means. Written {@code "null"} or {@code fail}. */
public enum OnFailure {
    /** The lookup's features are null for this row. */
    NULL,
    /** The job fails, and restarts as its restart strategy says. */
    FAIL
}
