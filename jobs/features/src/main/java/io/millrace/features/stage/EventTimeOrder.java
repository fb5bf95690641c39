package io.millrace.features.stage;

import io.millrace.features.plan.EntityPlan;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;

/** Applies the current key's rows by known time, in an order that does not depend on arrival. */
final class EventTimeOrder {
    private final PendingRows pending;
    private final NetChanges netChanges;
    private final EntityViews views;
    private final SpineOutput output;

    EventTimeOrder(
            EntityPlan plan,
            ListState<EntityRow> rows,
            EntityRowSerializer serializer,
            EntityViews views,
            SpineOutput output) {
        ApplicationOrder order = new ApplicationOrder(plan);
        this.pending = new PendingRows(rows, serializer, order);
        this.netChanges = new NetChanges(order);
        this.views = views;
        this.output = output;
    }

    /** Keeps a row until the watermark has passed its known time. */
    void add(EntityRow row) throws Exception {
        pending.add(row);
    }

    /** When the first of the kept rows is known; MAX_VALUE when none waits. */
    long firstKnown() throws Exception {
        return pending.firstKnown();
    }

    /** Applies what was known by the watermark. */
    void apply(long watermark) throws Exception {
        List<EntityRow> known = pending.takeKnown(watermark);
        int from = 0;
        for (int to = 1; to <= known.size(); to++) {
            if (to == known.size() || !ApplicationOrder.together(known.get(from), known.get(to))) {
                applyTogether(known.subList(from, to));
                from = to;
            }
        }
    }

    private void applyTogether(List<EntityRow> group) throws Exception {
        if (group.get(0).isSpine()) {
            applySpine(group);
            return;
        }
        for (EntityRow row : netChanges.of(group)) {
            if (!row.isRetraction()) {
                views.insert(row);
            } else if (!views.retract(row)) {
                output.unmatchedRetraction();
            }
        }
    }

    /** A retraction that finds nothing is of a row that came to be known at the same time. */
    private void applySpine(List<EntityRow> group) throws Exception {
        List<EntityRow> unmatched = new ArrayList<>();
        for (EntityRow row : group) {
            if (!row.isRetraction()) {
                output.emit(row, views.answer(row));
                continue;
            }
            output.emit(row, views.none());
            if (!views.retract(row)) {
                unmatched.add(row);
            }
        }
        for (EntityRow row : unmatched) {
            if (!views.retract(row)) {
                output.unmatchedRetraction();
            }
        }
    }
}
