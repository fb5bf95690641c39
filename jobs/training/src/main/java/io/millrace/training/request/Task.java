package io.millrace.training.request;

/** What the label is. */
public enum Task {
    /** Labels 0 and 1; the model says the chance of a 1. */
    CLASSIFICATION,
    /** Any finite number; the model estimates it. */
    REGRESSION;
}
