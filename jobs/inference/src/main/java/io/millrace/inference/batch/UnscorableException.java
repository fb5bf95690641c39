package io.millrace.inference.batch;

/** Rows that the model cannot score: the runtime's own words, or what is wrong with the result. */
public final class UnscorableException extends Exception {

    public UnscorableException(String reason) {
        super(reason);
    }

    public UnscorableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
