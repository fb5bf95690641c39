package io.millrace.scoring.parity;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/**
 * The job that compares.
 *
 * <pre>
 * logged      ─▶ stretch ─┐
 *                         ├─▶ keyBy names ─▶ compare ─▶ counts
 * recomputed  ─▶ stretch ─┘
 * </pre>
 *
 * In batch mode the rows are sorted by name outside of memory, so that those of one name are all
 * that is ever held.
 */
public final class ParityComparison {

    private final ParityPlan plan;
    private final Iterator<byte[]> parts;

    private ParityComparison(ParityPlan plan, Iterator<byte[]> parts) {
        this.plan = plan;
        this.parts = parts;
    }

    /** Adds the comparison of two streams with the plan's columns to their environment. */
    public static ParityComparison of(
            ParityPlan plan, DataStream<RowData> logged, DataStream<RowData> recomputed) {
        return new ParityComparison(
                plan,
                side(plan, logged, true)
                        .union(side(plan, recomputed, false))
                        .keyBy(new MatchKey(plan), InternalTypeInfo.of(plan.keyType()))
                        .transform(
                                "compare",
                                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
                                new Comparison(plan))
                        .uid("parity-compare")
                        .collectAsync());
    }

    private static DataStream<RowData> side(
            ParityPlan plan, DataStream<RowData> rows, boolean logged) {
        String name = logged ? "logged" : "recomputed";
        return rows.flatMap(new Side(plan, logged))
                .returns(InternalTypeInfo.of(plan.tagged()))
                .uid("parity-" + name)
                .name(name + " features");
    }

    /** When the job has ended: what it found. To be called once. */
    public ParityReport report() {
        Tally all = new Tally(plan);
        try {
            while (parts.hasNext()) {
                all.add(
                        Tally.read(
                                plan, new DataInputStream(new ByteArrayInputStream(parts.next()))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a part of the counts is incomplete", e);
        }
        return all.report();
    }
}
