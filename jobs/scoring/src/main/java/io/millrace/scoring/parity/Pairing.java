package io.millrace.scoring.parity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.ToIntBiFunction;
import org.apache.flink.table.data.binary.BinaryRowData;

/**
 * Pairs the rows of one name: as a multiset, rows of equal bytes first, and what is left with the
 * nearest that is left.
 */
final class Pairing {

    /** Beyond so many comparisons what is left is paired as it comes. */
    private static final long SEARCH = 10_000;

    private final List<BinaryRowData> logged = new ArrayList<>();
    private final List<BinaryRowData> recomputed = new ArrayList<>();

    void add(BinaryRowData row, boolean isLogged) {
        (isLogged ? logged : recomputed).add(row);
    }

    /**
     * Pairs them; afterwards {@link #logged} and {@link #recomputed} hold those without a partner.
     *
     * @param distance how unlike two rows are
     * @param pairs takes a logged row and its recomputed one
     */
    void pair(
            ToIntBiFunction<BinaryRowData, BinaryRowData> distance,
            BiConsumer<BinaryRowData, BinaryRowData> pairs) {
        if (logged.size() + recomputed.size() > 2) {
            pairEqual(pairs);
        }
        boolean searched = (long) logged.size() * recomputed.size() <= SEARCH;
        while (!logged.isEmpty() && !recomputed.isEmpty()) {
            BinaryRowData row = logged.remove(logged.size() - 1);
            int partner = searched ? nearest(row, distance) : recomputed.size() - 1;
            pairs.accept(row, recomputed.remove(partner));
        }
    }

    private void pairEqual(BiConsumer<BinaryRowData, BinaryRowData> pairs) {
        Map<BinaryRowData, Deque<BinaryRowData>> byBytes = new HashMap<>();
        recomputed.forEach(row -> byBytes.computeIfAbsent(row, r -> new ArrayDeque<>()).add(row));
        recomputed.clear();
        logged.removeIf(
                row -> {
                    Deque<BinaryRowData> same = byBytes.get(row);
                    if (same == null || same.isEmpty()) {
                        return false;
                    }
                    pairs.accept(row, same.remove());
                    return true;
                });
        byBytes.values().forEach(recomputed::addAll);
    }

    private int nearest(BinaryRowData row, ToIntBiFunction<BinaryRowData, BinaryRowData> distance) {
        int nearest = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < recomputed.size() && least > 0; i++) {
            int unlike = distance.applyAsInt(row, recomputed.get(i));
            if (unlike < least) {
                least = unlike;
                nearest = i;
            }
        }
        return nearest;
    }

    /** Logged rows without a partner. */
    List<BinaryRowData> logged() {
        return logged;
    }

    /** Recomputed rows without a partner. */
    List<BinaryRowData> recomputed() {
        return recomputed;
    }
}
