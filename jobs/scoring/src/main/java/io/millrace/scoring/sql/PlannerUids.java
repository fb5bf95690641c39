package io.millrace.scoring.sql;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.transformations.PartitionTransformation;
import org.apache.flink.streaming.api.transformations.SideOutputTransformation;
import org.apache.flink.streaming.api.transformations.UnionTransformation;

/**
 * Gives the operators that the planner made the stable uids it leaves out: {@code
 * <prefix>-<kind>-<ordinal>}, where the kind is the planner's own name without its plan-wide
 * number.
 *
 * <p>State of the user's own SQL (a join, an aggregate) is bound to its plan: the uid names the
 * operator, but a changed query may put another operator in its place.
 */
final class PlannerUids {

    private PlannerUids() {}

    /** Names every operator up the stream from the end, the end included, that has no uid yet. */
    static void assign(String prefix, Transformation<?> end) {
        Map<String, Integer> ordinals = new HashMap<>();
        List<Transformation<?>> upstream =
                end.getTransitivePredecessors().stream()
                        .distinct()
                        .sorted(Comparator.comparingInt(Transformation::getId))
                        .<Transformation<?>>map(transformation -> transformation)
                        .toList();
        for (Transformation<?> transformation : upstream) {
            if (transformation.getUid() == null && isOperator(transformation)) {
                String kind = kind(transformation.getName());
                int ordinal = ordinals.merge(kind, 1, Integer::sum);
                transformation.setUid(prefix + "-" + kind + "-" + ordinal);
            }
        }
    }

    private static boolean isOperator(Transformation<?> transformation) {
        return !(transformation instanceof PartitionTransformation
                || transformation instanceof UnionTransformation
                || transformation instanceof SideOutputTransformation);
    }

    /** {@code WatermarkAssigner[3]} → {@code watermark-assigner}. */
    static String kind(String plannerName) {
        return plannerName
                .replaceAll("\\[\\d+]", "")
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("[^A-Za-z0-9]+", "-")
                .replaceAll("^-|-$", "")
                .toLowerCase(Locale.ROOT);
    }
}
