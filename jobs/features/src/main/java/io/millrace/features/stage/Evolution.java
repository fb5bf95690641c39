package io.millrace.features.stage;

import io.millrace.features.plan.EntityPlan;
import io.millrace.features.plan.StoredColumn;
import io.millrace.features.plan.ViewPlan;
import io.millrace.features.stage.ViewFate.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** A definition beside the state that another one has left in a savepoint. */
public final class Evolution {
    private static final String WINDOWED = "view-";
    private static final String LATEST = "latest-";

    private Evolution() {}

    /** What becomes of each view of an entity, and of state that no view takes. */
    public static List<ViewFate> of(EntityPlan plan, SavepointContents savepoint) {
        Map<String, TypeSerializerSnapshot<?>> left =
                new TreeMap<>(savepoint.statesOf(EntityStage.uid(plan)));
        left.keySet().removeIf(name -> !name.startsWith(WINDOWED) && !name.startsWith(LATEST));
        List<ViewFate> fates = new ArrayList<>();
        for (ViewPlan view : plan.views()) {
            fates.add(fate(plan, view, left));
        }
        left.keySet()
                .forEach(
                        name -> {
                            String view = name.substring(name.indexOf('-') + 1);
                            fates.add(new ViewFate(view, Outcome.DROPPED, List.of()));
                        });
        return fates;
    }

    private static ViewFate fate(
            EntityPlan plan, ViewPlan view, Map<String, TypeSerializerSnapshot<?>> left) {
        boolean windowed = view instanceof ViewPlan.Windowed;
        TypeSerializerSnapshot<?> old =
                left.remove((windowed ? WINDOWED : LATEST) + view.stateName());
        if (old == null) {
            return new ViewFate(view.name(), Outcome.STARTS_EMPTY, List.of());
        }
        if (!fits(plan, view, old)) {
            return new ViewFate(view.name(), Outcome.REFUSED, refusal(view));
        }
        List<String> fresh = new ArrayList<>();
        Map<String, String> before = old instanceof KeepsColumns keeps ? keeps.columns() : Map.of();
        columns(plan, view)
                .forEach(
                        (name, type) -> {
                            if (!type.equals(before.get(name))) {
                                fresh.add(name);
                            }
                        });
        return new ViewFate(view.name(), Outcome.KEPT, fresh);
    }

    /** By the names that state keeps them under. */
    private static Map<String, String> columns(EntityPlan plan, ViewPlan view) {
        if (view instanceof ViewPlan.Windowed windowed) {
            Map<String, String> columns = new TreeMap<>();
            for (StoredColumn column : windowed.columns()) {
                columns.put(column.name(), column.input().name());
            }
            return columns;
        }
        Map<String, String> all = EntityRowSerializerSnapshot.columns(plan);
        String table = plan.inputs().get(view.input()).table();
        List<String> names = plan.inputs().get(view.input()).travelling().getFieldNames();
        Map<String, String> columns = new HashMap<>();
        for (int field : ((ViewPlan.Latest) view).fields()) {
            String name = table + "." + names.get(field);
            columns.put(name, all.get(name));
        }
        return new TreeMap<>(columns);
    }

    private static List<String> refusal(ViewPlan view) {
        return view instanceof ViewPlan.Windowed windowed && windowed.hop() > 0
                ? List.of("tiles do not follow a change of hop, columns or functions")
                : List.of("it was kept for another key, or by exact rows where tiles are now");
    }

    private static boolean fits(EntityPlan plan, ViewPlan view, TypeSerializerSnapshot<?> old) {
        TypeSerializerSnapshot<?> now =
                view instanceof ViewPlan.Windowed windowed
                        ? WindowedViewState.serializer(windowed, true).snapshotConfiguration()
                        : EntityRowSerializer.of(plan).snapshotConfiguration();
        return !refuses(now, old);
    }

    @SuppressWarnings("unchecked") // a snapshot of another class is refused by the newer one
    private static <T> boolean refuses(
            TypeSerializerSnapshot<T> now, TypeSerializerSnapshot<?> old) {
        return now.resolveSchemaCompatibility((TypeSerializerSnapshot<T>) old).isIncompatible();
    }
}
