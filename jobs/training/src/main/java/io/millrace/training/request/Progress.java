package io.millrace.training.request;

/** Told how far a run has come, from the thread that runs it. */
@FunctionalInterface
public interface Progress {

    /** Tells nobody. */
    Progress NONE = (stage, done, total, note) -> {};

    /**
     * Called often: whoever shows it decides how often it shows.
     *
     * @param stage what is being done, in words: {@code reading rows}
     * @param done steps done, from 0 to {@code total}
     * @param total number of steps; 0 when not known
     * @param note something worth showing beside it, such as the current loss; empty for nothing
     */
    void report(String stage, long done, long total, String note);
}
