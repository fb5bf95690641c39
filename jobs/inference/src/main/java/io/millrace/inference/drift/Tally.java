package io.millrace.inference.drift;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Rows counted: how many, and of each column the missing values and the values by bin. */
final class Tally {

    private final int fingerprint;
    private final long[] missing;
    private final long[][] counts;
    private long rows;

    Tally(List<Measured> columns) {
        fingerprint = fingerprint(columns);
        missing = new long[columns.size()];
        counts = new long[columns.size()][];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new long[columns.get(i).binCount()];
        }
    }

    private static int fingerprint(List<Measured> columns) {
        int hash = 1;
        for (Measured column : columns) {
            int bins = column.bins() == null ? 0 : column.bins().fingerprint();
            hash = 31 * (31 * hash + column.name().hashCode()) + bins;
        }
        return hash;
    }

    void row() {
        rows++;
    }

    void missing(int column) {
        missing[column]++;
    }

    void value(int column, int bin) {
        counts[column][bin]++;
    }

    long rows() {
        return rows;
    }

    double nullRate(int column) {
        return (double) missing[column] / rows;
    }

    /** By bin; all 0 when there was no value, or the column has no bins. */
    long[] counts(int column) {
        return counts[column];
    }

    void add(Tally other) {
        rows += other.rows;
        for (int i = 0; i < missing.length; i++) {
            missing[i] += other.missing[i];
            for (int bin = 0; bin < counts[i].length; bin++) {
                counts[i][bin] += other.counts[i][bin];
            }
        }
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(fingerprint);
            out.writeLong(rows);
            for (int i = 0; i < missing.length; i++) {
                out.writeLong(missing[i]);
                for (long count : counts[i]) {
                    out.writeLong(count);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** The reverse of {@link #toBytes}; empty when it was taken with other columns or bins. */
    static Optional<Tally> of(byte[] bytes, List<Measured> columns) {
        Tally tally = new Tally(columns);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != tally.fingerprint) {
                return Optional.empty();
            }
            tally.rows = in.readLong();
            for (int i = 0; i < tally.missing.length; i++) {
                tally.missing[i] = in.readLong();
                for (int bin = 0; bin < tally.counts[i].length; bin++) {
                    tally.counts[i][bin] = in.readLong();
                }
            }
            return Optional.of(tally);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }
}
