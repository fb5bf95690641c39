package io.millrace.features.parity;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.types.RowKind;

/** Counts disputes by looking at every version of every one of them. */
final class DisputeOracle {

    private static final long DAY = 24 * 3_600_000L;

    /** A version of a dispute, and from when until when it was held to be true. */
    private record Version(long time, long known, long replaced) {}

    private final List<List<Version>> byCard = new ArrayList<>();

    DisputeOracle(Feed disputes) {
        for (int card = 0; card < disputes.cards(); card++) {
            byCard.add(new ArrayList<>());
        }
        List<Event> events = disputes.events();
        long[][] ends = new long[disputes.payments()][];
        for (Event event : events) {
            if (event.kind() == RowKind.UPDATE_BEFORE || event.kind() == RowKind.DELETE) {
                long[] end = ends[event.id()];
                if (end == null) {
                    end = new long[] {Long.MAX_VALUE, Long.MAX_VALUE};
                    ends[event.id()] = end;
                }
                end[event.version()] = event.known();
            }
        }
        for (Event event : events) {
            if (event.kind() == RowKind.INSERT || event.kind() == RowKind.UPDATE_AFTER) {
                long[] end = ends[event.id()];
                byCard.get(disputes.card(event.id(), event.version()))
                        .add(
                                new Version(
                                        disputes.time(event.id(), event.version()),
                                        event.known(),
                                        end == null ? Long.MAX_VALUE : end[event.version()]));
            }
        }
    }

    /** Disputes of a card that were known at a time and opened within the day before it. */
    long count(int card, long at) {
        return byCard.get(card).stream()
                .filter(version -> version.known() <= at && at < version.replaced())
                .filter(version -> version.time() > at - DAY && version.time() < at)
                .count();
    }

    /** The same for somebody who knows today's table only, as a snapshot would tell. */
    long countWithHindsight(int card, long at) {
        return byCard.get(card).stream()
                .filter(version -> version.replaced() == Long.MAX_VALUE)
                .filter(version -> version.time() > at - DAY && version.time() < at)
                .count();
    }
}
