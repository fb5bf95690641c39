package io.millrace.features.tile;

import io.millrace.features.aggregate.Ir;
import javax.annotation.Nullable;

/** A stretch of rows whose times agree in their higher digits; never empty once it is kept. */
sealed interface Node permits Block, Fork {
    /** Time of the oldest row. */
    long first();

    /** Time of the newest row. */
    long last();

    /** Number of rows, counted. */
    int size();

    /** The block of the oldest row at a time or later; null when there is none. */
    @Nullable
    Block ceiling(long time);

    /** The block of the newest row at a time or earlier; null when there is none. */
    @Nullable
    Block floor(long time);

    /** Whether it has so many rows; looks at no more of them. */
    default boolean hasRows(int rows) {
        return rows <= 0 || missingRows(rows) <= 0;
    }

    /** How many rows it lacks to have so many; 0 or less for none. */
    int missingRows(int rows);

    /**
     * The partial aggregate of all rows, not to be changed. It is kept until one of the rows
     * changes, or, where that would take too much memory, until the scratch of this depth is used.
     */
    Ir value(Scratch scratch, int depth);
}
