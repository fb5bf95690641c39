package io.millrace.features.tile;

import io.millrace.features.aggregate.InputType;
import java.io.DataInput;
import java.io.IOException;

/**
 * Reads rows as they were written and keeps the columns that are wanted now, found by name. A
 * column that is new, or has another type now, is null in older rows.
 */
public final class RowMapping {
    private final RowLayout written;
    private final RowLayout wanted;
    private final int[] targets;
    private final long[] nulls;

    /** From the columns of the writer to those of the reader. */
    public RowMapping(RowLayout written, RowLayout wanted) {
        this.written = written;
        this.wanted = wanted;
        this.targets = new int[written.width()];
        this.nulls = new long[written.nullWords()];
        for (int i = 0; i < targets.length; i++) {
            int target = wanted.names().indexOf(written.names().get(i));
            boolean same = target >= 0 && wanted.types().get(target) == written.types().get(i);
            targets[i] = same ? target : -1;
        }
    }

    RowLayout wanted() {
        return wanted;
    }

    void read(DataInput in, Row row) throws IOException {
        row.reset(in.readLong());
        for (int i = 0; i < nulls.length; i++) {
            nulls[i] = in.readLong();
        }
        for (int column = 0; column < targets.length; column++) {
            if ((nulls[column >> 6] >>> column & 1) != 0) {
                continue;
            }
            if (written.types().get(column) == InputType.TEXT) {
                byte[] text = new byte[in.readInt()];
                in.readFully(text);
                if (targets[column] >= 0) {
                    row.set(targets[column], text);
                }
            } else {
                long bits = in.readLong();
                if (targets[column] >= 0) {
                    row.set(targets[column], bits);
                }
            }
        }
    }
}
