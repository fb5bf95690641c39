package io.millrace.features.stage;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;

/**
 * Rows of the current key that wait for the watermark.
 *
 * <pre>
 * state  pending   the rows as they came
 * </pre>
 */
final class PendingRows {
    private final ListState<EntityRow> rows;
    private final EntityRowSerializer serializer;
    private final ApplicationOrder order;

    PendingRows(ListState<EntityRow> rows, EntityRowSerializer serializer, ApplicationOrder order) {
        this.rows = rows;
        this.serializer = serializer;
        this.order = order;
    }

    void add(EntityRow row) throws Exception {
        rows.add(serializer.copy(row));
    }

    /** Takes out the rows that were known by a time, in the order to apply them. */
    List<EntityRow> takeKnown(long watermark) throws Exception {
        List<EntityRow> known = new ArrayList<>();
        List<EntityRow> waiting = new ArrayList<>();
        for (EntityRow row : all(rows, serializer)) {
            (row.known <= watermark ? known : waiting).add(row);
        }
        if (known.isEmpty()) {
            return known;
        }
        if (waiting.isEmpty()) {
            rows.clear();
        } else {
            rows.update(waiting);
        }
        known.sort(order);
        return known;
    }

    /** When the first of the waiting rows is known; MAX_VALUE when none waits. */
    long firstKnown() throws Exception {
        long first = Long.MAX_VALUE;
        for (EntityRow row : all(rows, serializer)) {
            first = Math.min(first, row.known);
        }
        return first;
    }

    /**
     * What a list holds now that sources may have gone; the backends' lists say null for nothing.
     */
    static List<EntityRow> all(ListState<EntityRow> list, EntityRowSerializer serializer)
            throws Exception {
        List<EntityRow> all = new ArrayList<>();
        Iterable<EntityRow> kept = list.get();
        if (kept != null) {
            for (EntityRow row : kept) {
                EntityRow adapted = serializer.adapt(row);
                if (adapted != null) {
                    all.add(adapted);
                }
            }
        }
        return all;
    }
}
