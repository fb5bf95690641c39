package io.millrace.features.tile;

import io.millrace.features.aggregate.Ir;

/** A stretch of rows, never empty once it is in the tree. */
sealed interface Node permits Block, Fork {
    /** Time of the oldest row. */
    long first();

    /** Time of the newest row. */
    long last();

    /** Number of rows. */
    int size();

    /** Time of the oldest row at a time or later; there is one. */
    long ceiling(long time);

    /**
     * Merges the rows of a stretch of time.
     *
     * @param low first time that counts
     * @param high last time that counts
     * @param depth first scratch IR that is free
     * @param into empty
     */
    void query(long low, long high, Scratch scratch, int depth, Ir into);
}
