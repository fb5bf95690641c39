package io.millrace.features.aggregate;

/** What an aggregation is told of its column: how the value lies in a row's 64 bits. */
public enum InputType {
    /** No column: every row counts. */
    NONE,
    /** 0 or 1. */
    BOOLEAN,
    /** A signed integer. */
    INTEGER,
    /** The bits of a double; decimals are read as doubles. */
    FLOATING,
    /** Days, or milliseconds. */
    TEMPORAL,
    /** UTF-8 bytes, an object rather than 64 bits. */
    TEXT
}
