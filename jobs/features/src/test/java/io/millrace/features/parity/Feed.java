package io.millrace.features.parity;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/**
 * A change log that can be read again from any place: rows are functions of their number.
 *
 * @param payments number of the bank's payments; the other tables follow from it
 * @param changes whether rows are corrected and deleted later on
 * @param disorder entries arrive out of order by less than this, milliseconds; 0: in order
 */
record Feed(Table table, int payments, int cards, boolean changes, long disorder)
        implements Serializable {

    /** Between two payments, milliseconds. */
    static final long STEP = 500;

    static final long START = 1_767_600_000_000L;

    enum Table {
        PAYMENTS,
        DISPUTES,
        CARDS
    }

    RowType type() {
        return switch (table) {
            case PAYMENTS -> Bank.PAYMENTS;
            case DISPUTES -> Bank.DISPUTES;
            case CARDS -> Bank.CARDS;
        };
    }

    long end() {
        return START + STEP * payments;
    }

    /** All entries, by arrival. */
    List<Event> events() {
        List<Event> events = new ArrayList<>();
        int rows = table == Table.PAYMENTS ? payments : payments / 10;
        for (int id = 0; id < rows; id++) {
            add(id, events);
        }
        // entries of one moment come in the order of their change, as in a transaction
        events.sort(Comparator.comparingLong(Event::arrival));
        return events;
    }

    private void add(int id, List<Event> events) {
        SplittableRandom random = random(id, 1);
        long known = inserted(id);
        events.add(event(id, RowKind.INSERT, 0, known));
        if (!changes || random.nextInt(table == Table.PAYMENTS ? 50 : 3) != 0) {
            return;
        }
        long corrected = known + 1 + random.nextLong(6 * 3_600_000L);
        events.add(event(id, RowKind.UPDATE_BEFORE, 0, corrected));
        events.add(event(id, RowKind.UPDATE_AFTER, 1, corrected));
        if (random.nextInt(4) == 0) {
            long deleted = corrected + 1 + random.nextLong(6 * 3_600_000L);
            events.add(event(id, RowKind.DELETE, 1, deleted));
        }
    }

    private Event event(int id, RowKind kind, int version, long known) {
        long late = disorder == 0 ? 0 : random(id, 50 + kind.toByteValue()).nextLong(disorder);
        return new Event(id, kind, version, known, known + late);
    }

    private SplittableRandom random(int id, int purpose) {
        long seed = 31L * (31L * id + purpose) + table.name().hashCode();
        SplittableRandom random = new SplittableRandom(seed * 0x9E37_79B9_7F4A_7C15L);
        random.nextLong();
        return random;
    }

    /** When a row was made known. */
    long inserted(int id) {
        return table == Table.PAYMENTS ? START + STEP * id : START + STEP * 10 * id + 7;
    }

    /** The card of a row; a correction may move a dispute to another one. */
    int card(int id, int version) {
        return random(id, 10 + (table == Table.DISPUTES ? version : 0)).nextInt(cards);
    }

    /** The event time of a row: disputes are entered some time after they were opened. */
    long time(int id, int version) {
        return table == Table.DISPUTES
                ? inserted(id) - random(id, 20 + version).nextLong(4 * 3_600_000L)
                : inserted(id);
    }

    RowData row(Event event) {
        int id = event.id();
        SplittableRandom random = random(id, 30 + event.version());
        double amount = random.nextInt(10_000) / 7.0 + 1e-3 * random.nextDouble();
        int card = card(id, event.version());
        return switch (table) {
            case PAYMENTS ->
                    GenericRowData.ofKind(
                            event.kind(),
                            (long) id,
                            card,
                            random(id, 40).nextInt(Math.max(1, cards / 20)),
                            random.nextInt(100) == 0 ? null : (Object) amount,
                            TimestampData.fromEpochMillis(time(id, 0)),
                            event.known());
            case DISPUTES ->
                    GenericRowData.ofKind(
                            event.kind(),
                            (long) id,
                            card,
                            amount,
                            TimestampData.fromEpochMillis(time(id, event.version())),
                            event.known());
            case CARDS ->
                    GenericRowData.ofKind(
                            event.kind(),
                            card,
                            amount,
                            StringData.fromString("home " + random.nextInt(99)),
                            event.known());
        };
    }
}
