package io.millrace.features.stage;

import org.apache.flink.table.data.GenericRowData;

/** What the current key has in one view. */
sealed interface ViewState permits WindowedViewState, LatestViewState {
    /** Whether a spine row is answered before the view takes it in. */
    boolean excludesCurrent();

    /** Another key has become the current one. */
    void begin(long watermark);

    /** Takes in a row of the view's source. */
    void insert(EntityRow row) throws Exception;

    /** Takes a row back; false when it is not there. */
    boolean retract(EntityRow row) throws Exception;

    /** Whether no window can reach a row any more; {@code watermark} in milliseconds. */
    boolean isPast(EntityRow row, long watermark);

    /** Sets the view's features from {@code position} on, as of a time. */
    void answer(long time, GenericRowData features, int position) throws Exception;

    /** Number of features. */
    int width();

    /** Forgets what no window can reach; the time of the next call, MAX_VALUE for never. */
    long expire(long watermark) throws Exception;

    /** When the state as it is wants {@link #expire}; MAX_VALUE for never. */
    long nextExpiry() throws Exception;
}
