package io.millrace.scoring.parity;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;

/**
 * Two values that are not equal.
 *
 * @param row the columns that name the row, with their values
 * @param live as logged, {@code NULL} for none
 * @param recomputed from history, {@code NULL} for none
 * @param difference between the two; infinite when one is missing or they have no distance
 */
public record Example(String row, String live, String recomputed, double difference) {

    /** The greatest difference first; beyond that an order that does not depend on the run. */
    static final Comparator<Example> WORST_FIRST =
            Comparator.comparingDouble(Example::difference)
                    .reversed()
                    .thenComparing(Example::row)
                    .thenComparing(Example::live)
                    .thenComparing(Example::recomputed);

    void write(DataOutput out) throws IOException {
        out.writeUTF(row);
        out.writeUTF(live);
        out.writeUTF(recomputed);
        out.writeDouble(difference);
    }

    static Example read(DataInput in) throws IOException {
        return new Example(in.readUTF(), in.readUTF(), in.readUTF(), in.readDouble());
    }
}
