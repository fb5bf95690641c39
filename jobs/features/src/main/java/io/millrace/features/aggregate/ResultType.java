package io.millrace.features.aggregate;

/** The type of an aggregation's answer. */
public enum ResultType {
    BIGINT,
    DOUBLE,
    /** The type of the column. */
    INPUT
}
