package io.millrace.features.aggregate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The slots that all features of one view need, each slot once. */
public final class IrLayout implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int FEW = 16;

    private final Slot[] slots;
    private final Accumulator[] accumulators;
    private final Slot[][] byAccumulator;
    private final int words;
    private final int objects;
    private final int keptFrom;

    private IrLayout(List<Slot> slots, int words, int objects) {
        this.slots = slots.toArray(Slot[]::new);
        this.accumulators =
                slots.stream().map(Slot::accumulator).distinct().toArray(Accumulator[]::new);
        this.byAccumulator = new Slot[accumulators.length][];
        for (int i = 0; i < accumulators.length; i++) {
            Accumulator accumulator = accumulators[i];
            byAccumulator[i] =
                    slots.stream()
                            .filter(slot -> slot.accumulator().equals(accumulator))
                            .toArray(Slot[]::new);
        }
        this.words = words;
        this.objects = objects;
        this.keptFrom = slots.stream().anyMatch(slot -> slot.accumulator().grows()) ? FEW + 1 : 0;
    }

    /** An IR of no rows. */
    public Ir empty() {
        return new Ir(words, objects);
    }

    /** A copy of its own. */
    public Ir copy(Ir ir) {
        Ir copy = empty();
        copy.set(ir);
        return copy;
    }

    /** Adds a row later than all rows in the IR. */
    public void add(Ir ir, RowReader row) {
        for (int i = 0; i < accumulators.length; i++) {
            accumulators[i].addAll(ir, row, byAccumulator[i]);
        }
    }

    /** Appends an IR of later rows. An empty side changes nothing, not even the last bit. */
    public void merge(Ir into, Ir later) {
        for (int i = 0; i < accumulators.length; i++) {
            accumulators[i].mergeAll(into, later, byAccumulator[i]);
        }
    }

    /** A layout for IRs that are only kept, never grown: that of an older definition. */
    public static IrLayout opaque(int words, int objects) {
        return new IrLayout(List.of(), words, objects);
    }

    /** The slots in words, by which an older layout is recognised. */
    public String describe(List<String> columns) {
        StringBuilder text = new StringBuilder();
        for (Slot slot : slots) {
            text.append(slot.accumulator().describe(columns))
                    .append(slot.column() < 0 ? "" : " of " + columns.get(slot.column()))
                    .append(slot.condition() < 0 ? "" : " if " + columns.get(slot.condition()))
                    .append('\n');
        }
        return text.toString();
    }

    /**
     * How many rows an IR must have to be kept. Of few rows, one whose partial aggregates grow with
     * them is larger than the rows, and is as soon made anew.
     */
    public int keptFrom() {
        return keptFrom;
    }

    /** Words of an IR. */
    public int words() {
        return words;
    }

    /** Objects of an IR. */
    public int objects() {
        return objects;
    }

    /** Collects slots; equal ones are shared. */
    public static final class Builder {
        private final List<Slot> slots = new ArrayList<>();
        private int words;
        private int objects;

        /** The slot for an accumulator over a column under a condition, new or shared. */
        public Slot slot(Accumulator accumulator, int column, int condition) {
            for (Slot slot : slots) {
                if (slot.accumulator().equals(accumulator)
                        && slot.column() == column
                        && slot.condition() == condition) {
                    return slot;
                }
            }
            Slot slot = new Slot(accumulator, column, condition, words, objects);
            slots.add(slot);
            words += accumulator.words();
            objects += accumulator.objects();
            return slot;
        }

        /** The layout of all slots asked for so far. */
        public IrLayout build() {
            return new IrLayout(slots, words, objects);
        }
    }
}
