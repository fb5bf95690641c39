package io.millrace.features.stage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What remains of the changes of one source at one known time: a row that was inserted and deleted
 * at once was never there. Order within a transaction is not known when rows come shuffled; their
 * difference is.
 */
final class NetChanges {
    private final ApplicationOrder order;

    NetChanges(ApplicationOrder order) {
        this.order = order;
    }

    /** Retractions first, each part in the order of application. */
    List<EntityRow> of(List<EntityRow> changes) {
        if (changes.size() < 2 || !changes.get(0).isRetraction()) {
            return changes;
        }
        List<EntityRow> sorted = new ArrayList<>(changes);
        sorted.sort(order::compareRow);
        List<EntityRow> net = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= sorted.size(); to++) {
            if (to == sorted.size() || order.compareRow(sorted.get(from), sorted.get(to)) != 0) {
                addDifference(sorted.subList(from, to), net);
                from = to;
            }
        }
        net.sort(Comparator.comparing((EntityRow row) -> !row.isRetraction()));
        return net;
    }

    /** Of equal rows: as many as there are more insertions than retractions, or the reverse. */
    private static void addDifference(List<EntityRow> equal, List<EntityRow> net) {
        long retractions = equal.stream().filter(EntityRow::isRetraction).count();
        boolean retracts = retractions * 2 > equal.size();
        long more = Math.abs(equal.size() - 2 * retractions);
        equal.stream().filter(row -> row.isRetraction() == retracts).limit(more).forEach(net::add);
    }
}
