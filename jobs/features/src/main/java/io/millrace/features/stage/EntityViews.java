package io.millrace.features.stage;

import io.millrace.features.plan.EntityPlan;
import io.millrace.features.plan.InputPlan;
import io.millrace.features.plan.Order;
import io.millrace.features.plan.ViewPlan;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;

/** All views of the current key. */
final class EntityViews {
    private final int width;
    private final List<ViewState> all = new ArrayList<>();
    private final List<List<ViewState>> byInput = new ArrayList<>();

    EntityViews(EntityPlan plan, Order order, StateStore store) throws Exception {
        width = plan.features().size();
        for (int i = 0; i < plan.inputs().size(); i++) {
            byInput.add(new ArrayList<>());
        }
        for (ViewPlan view : plan.views()) {
            ViewState state = state(view, plan.inputs().get(view.input()), order, store);
            all.add(state);
            byInput.get(view.input()).add(state);
        }
    }

    private static ViewState state(ViewPlan view, InputPlan input, Order order, StateStore store)
            throws Exception {
        if (view instanceof ViewPlan.Windowed windowed) {
            return new WindowedViewState(windowed, input.source().knownIndex() < 0, store);
        }
        boolean byKnownTime = order == Order.EVENT_TIME;
        return new LatestViewState((ViewPlan.Latest) view, input, byKnownTime, store);
    }

    /** Another key has become the current one. */
    void begin(long watermark) {
        for (ViewState view : all) {
            view.begin(watermark);
        }
    }

    /** Puts a row into the views over its source. */
    void insert(EntityRow row) throws Exception {
        for (ViewState view : byInput.get(row.input)) {
            view.insert(row);
        }
    }

    /** Puts a row into those views over its source that can still reach it; false: none can. */
    boolean insertWhereReached(EntityRow row, long watermark) throws Exception {
        boolean reached = byInput.get(row.input).isEmpty();
        for (ViewState view : byInput.get(row.input)) {
            if (!view.isPast(row, watermark)) {
                view.insert(row);
                reached = true;
            }
        }
        return reached;
    }

    /** Takes a row back from the views over its source; false when none of them has it. */
    boolean retract(EntityRow row) throws Exception {
        boolean found = false;
        for (ViewState view : byInput.get(row.input)) {
            found |= view.retract(row);
        }
        return found;
    }

    /** The features of a spine row, which its own views take in before or after. */
    GenericRowData answer(EntityRow spineRow) throws Exception {
        GenericRowData features = new GenericRowData(width);
        for (ViewState view : byInput.get(0)) {
            if (!view.excludesCurrent()) {
                view.insert(spineRow);
            }
        }
        int position = 0;
        for (ViewState view : all) {
            view.answer(spineRow.time, features, position);
            position += view.width();
        }
        for (ViewState view : byInput.get(0)) {
            if (view.excludesCurrent()) {
                view.insert(spineRow);
            }
        }
        return features;
    }

    /** The features of a row that has none. */
    GenericRowData none() {
        return new GenericRowData(width);
    }

    /** Forgets what no window can reach; when to come again, MAX_VALUE for never. */
    long expire(long watermark) throws Exception {
        long next = Long.MAX_VALUE;
        for (ViewState view : all) {
            next = Math.min(next, view.expire(watermark));
        }
        return next;
    }

    /** When the views over one source want {@link #expire}; MAX_VALUE for never. */
    long nextExpiry(int input) throws Exception {
        long next = Long.MAX_VALUE;
        for (ViewState view : byInput.get(input)) {
            next = Math.min(next, view.nextExpiry());
        }
        return next;
    }
}
