package io.millrace.inference.drift;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;

/** Tallies of stretches of event time that are not over, by start and model version. */
final class TallyBook {

    /** How a tally travels, and is kept in checkpoints: start, model version, counts. */
    static final RowType ENTRY =
            RowType.of(
                    new BigIntType(false),
                    new VarCharType(false, VarCharType.MAX_LENGTH),
                    new VarBinaryType(false, VarBinaryType.MAX_LENGTH));

    /**
     * What a tally is of.
     *
     * @param start epoch milliseconds, included
     */
    record Stretch(long start, String version) implements Comparable<Stretch> {
        @Override
        public int compareTo(Stretch other) {
            int byStart = Long.compare(start, other.start);
            return byStart == 0 ? version.compareTo(other.version) : byStart;
        }
    }

    private final List<Measured> columns;
    private final long length;
    private final TreeMap<Stretch, Tally> tallies = new TreeMap<>();

    /**
     * @param length of a stretch, milliseconds
     */
    TallyBook(List<Measured> columns, long length) {
        this.columns = columns;
        this.length = length;
    }

    long start(long time) {
        return time - Math.floorMod(time, length);
    }

    boolean isOver(long start, long watermark) {
        return watermark >= Long.MIN_VALUE + length && start <= watermark - length + 1;
    }

    Tally of(long start, String version) {
        return tallies.computeIfAbsent(new Stretch(start, version), stretch -> new Tally(columns));
    }

    /** Takes an entry in; false when it was counted with other columns or bins. */
    boolean add(RowData entry) {
        Optional<Tally> tally = Tally.of(entry.getBinary(2), columns);
        tally.ifPresent(found -> of(entry.getLong(0), entry.getString(1).toString()).add(found));
        return tally.isPresent();
    }

    static RowData entry(Stretch stretch, Tally tally) {
        return GenericRowData.of(
                stretch.start(), StringData.fromString(stretch.version()), tally.toBytes());
    }

    List<RowData> entries() {
        List<RowData> entries = new ArrayList<>();
        tallies.forEach((stretch, tally) -> entries.add(entry(stretch, tally)));
        return entries;
    }

    /** Hands out and forgets what is over, the oldest first. */
    void close(long watermark, BiConsumer<Stretch, Tally> taker) {
        Iterator<Map.Entry<Stretch, Tally>> entries = tallies.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Stretch, Tally> entry = entries.next();
            if (!isOver(entry.getKey().start(), watermark)) {
                return;
            }
            taker.accept(entry.getKey(), entry.getValue());
            entries.remove();
        }
    }
}
