package io.millrace.scoring.sql;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
 *
 * <p>Different names may come to the same uid ({@code a_b} and {@code "a-b"}, or two INSERTs into
 * one table): the later one gets a number, by the order of the SQL file.
 */
final class PlannerUids {

    private final Set<String> prefixes = new HashSet<>();
    private final Set<String> taken = new HashSet<>();

    /** A prefix for {@link #assign} that no other part of the job has. */
    String prefix(String name) {
        return free(name, prefixes);
    }

    /** A uid that no other operator has. */
    String uid(String name) {
        return free(name, taken);
    }

    /** The name, or when it is taken, the name and the first free number from 2. */
    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int number = 2; !taken.add(free); number++) {
            free = name + "-" + number;
        }
        return free;
    }

    /**
     * Names every operator up the stream from the end, the end included, that has no uid yet.
     *
     * @param prefix from {@link #prefix}
     */
    void assign(String prefix, Transformation<?> end) {
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
                String uid;
                do {
                    uid = prefix + "-" + kind + "-" + ordinals.merge(kind, 1, Integer::sum);
                } while (!taken.add(uid));
                transformation.setUid(uid);
            }
        }
    }

    private static boolean isOperator(Transformation<?> transformation) {
        return !(transformation instanceof PartitionTransformation
                || transformation instanceof UnionTransformation
                || transformation instanceof SideOutputTransformation);
    }

    /**
     * {@code WatermarkAssigner[3]} → {@code watermark-assigner}. The numbers in {@code [3]} and
     * {@code $12} count what the plan and this JVM have made so far.
     */
    static String kind(String plannerName) {
        return plannerName
                .replaceAll("\\[\\d+]|\\$\\d+", "")
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("[^A-Za-z0-9]+", "-")
                .replaceAll("^-|-$", "")
                .toLowerCase(Locale.ROOT);
    }
}
