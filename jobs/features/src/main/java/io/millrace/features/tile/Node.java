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

    /** The partial aggregate of all rows, kept until one of them changes; not to be changed. */
    Ir value(Scratch scratch, int depth);
}
