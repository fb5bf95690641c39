package io.millrace.features.tile;

import io.millrace.features.aggregate.InputType;
import java.io.Serializable;
import java.util.List;

/**
 * What a history keeps of a row. Columns lie in 64 bits each, text beside them as objects.
 *
 * @param names columns by name, which is how an older history is read
 * @param types their types
 * @param tieBreak columns that order rows of one time; none: as they came
 */
public record RowLayout(List<String> names, List<InputType> types, List<Integer> tieBreak)
        implements Serializable {
    /** Flags of rows that have no null. */
    static final long[] NO_NULLS = {};

    private static final int BITS = 6;

    public RowLayout {
        names = List.copyOf(names);
        types = List.copyOf(types);
        tieBreak = List.copyOf(tieBreak);
    }

    /** Columns. */
    public int width() {
        return types.size();
    }

    /** Words that hold a row's null flags. */
    int nullWords() {
        return (width() + (1 << BITS) - 1) >> BITS;
    }

    /** A word of null flags of a row without nulls; flags of no column are set. */
    long present(int word) {
        int columns = width() - (word << BITS);
        return columns >= Long.SIZE ? 0 : -1L << columns;
    }

    boolean hasObjects() {
        return types.contains(InputType.TEXT);
    }
}
