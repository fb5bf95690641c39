package io.millrace.inference.stage;

import io.millrace.inference.batch.UnscorableException;
import io.millrace.inference.lineup.Role;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.OutputTag;

/**
 * Rows that wait, each for the version that scores it and for the challengers beside.
 *
 * <pre>
 *   rows    0 1 2 3 4          in the order of their coming, which is the order of their going
 *   lane A  0   1 2            places in the tensors of the champion
 *   lane B    0     1          ... of a canary
 *   lane C  0 1 2 3 4          ... of a challenger
 * </pre>
 */
final class SharedBatch {

    private final RowBatch rows;
    private final int capacity;
    private final ScoredOutput output;
    private final OutputTag<RowData> shadowTag;
    private final Counter challengerRows;
    @Nullable private final CanaryColumn canaryColumn;
    private final Lane[] lanes;
    private final int[] places;
    private final Role[] roles;
    private final List<Shadow> shadows = new ArrayList<>();
    private boolean full;

    private record Shadow(int row, Lane lane, int place) {}

    /** {@code canaryColumn} null: every row is the champion's. */
    SharedBatch(
            RowBatch rows,
            int capacity,
            ScoredOutput output,
            OutputTag<RowData> shadowTag,
            Counter challengerRows,
            @Nullable CanaryColumn canaryColumn) {
        this.rows = rows;
        this.capacity = capacity;
        this.output = output;
        this.shadowTag = shadowTag;
        this.challengerRows = challengerRows;
        this.canaryColumn = canaryColumn;
        this.lanes = new Lane[capacity];
        this.places = new int[capacity];
        this.roles = new Role[capacity];
    }

    /** Takes a row in, or rejects it; false when it was rejected. */
    boolean add(StreamRecord<RowData> record, Crew crew) {
        RowData row = record.getValue();
        Lane canary = canary(row, crew);
        Lane lane = canary == null ? crew.champion() : canary;
        int at = rows.size();
        places[at] = lane.size();
        roles[at] = canary == null ? Role.CHAMPION : Role.CANARY;
        rows.add(record);
        RowData copy = rows.row(at);
        if (!lane.read(copy, roles[at])) {
            String reason = lane.unscorable(copy);
            rows.dropLast();
            output.reject(row, record, reason);
            return false;
        }
        lanes[at] = lane;
        full = lane.isFull();
        for (Lane challenger : crew.challengers()) {
            int place = challenger.size();
            if (challenger.read(copy, Role.CHALLENGER)) {
                shadows.add(new Shadow(at, challenger, place));
                full |= challenger.isFull();
            }
        }
        full |= rows.size() == capacity;
        return true;
    }

    @Nullable
    private Lane canary(RowData row, Crew crew) {
        return canaryColumn != null && crew.hasCanaries()
                ? crew.canary(canaryColumn.bucket(row))
                : null;
    }

    boolean isEmpty() {
        return rows.size() == 0;
    }

    /** Whether some model has no room for another row. */
    boolean isFull() {
        return full;
    }

    /** Scores and sends all that waits. */
    void flush(Iterable<Lane> all) {
        long scoredAt = output.now();
        for (Lane lane : all) {
            lane.run(scoredAt);
        }
        for (int i = 0; i < rows.size(); i++) {
            try {
                RowData row = rows.row(i);
                output.emit(rows, i, lanes[i].outputs(places[i], row, roles[i]));
            } catch (UnscorableException e) {
                output.reject(rows.row(i), null, "the model failed on this row: " + e.getMessage());
            }
        }
        shadows.forEach(this::emit);
        output.measure();
        all.forEach(Lane::clear);
        shadows.clear();
        rows.clear();
        full = false;
    }

    /** A row that a challenger fails on is counted, and has been scored by another all the same. */
    private void emit(Shadow shadow) {
        RowData row = rows.row(shadow.row());
        try {
            RowData outputs = shadow.lane().outputs(shadow.place(), row, Role.CHALLENGER);
            output.emit(rows, shadow.row(), outputs, shadowTag);
            challengerRows.inc();
        } catch (UnscorableException e) {
            return;
        }
    }
}
