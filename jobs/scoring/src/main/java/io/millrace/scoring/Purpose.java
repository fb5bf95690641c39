package io.millrace.scoring;

/** What a job is built for. */
public enum Purpose {
    /** Score live events, in the order that the specification asks for. */
    SCORE,
    /** Write a training set from bounded history: batch mode, event-time order, no model. */
    TRAINING_SET
}
