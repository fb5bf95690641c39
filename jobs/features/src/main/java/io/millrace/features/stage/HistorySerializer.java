package io.millrace.features.stage;

import io.millrace.features.aggregate.IrLayout;
import io.millrace.features.tile.ExactHistory;
import io.millrace.features.tile.History;
import io.millrace.features.tile.HopHistory;
import io.millrace.features.tile.RowLayout;
import io.millrace.features.tile.RowMapping;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Histories of one view, written as their rows: partial aggregates are computed again. */
final class HistorySerializer extends TypeSerializer<History> {
    private static final long serialVersionUID = 1L;

    private final RowLayout rows;
    private final IrLayout irs;
    private final long hop;

    /**
     * @param hop 0 for exact histories, which write no partial aggregates
     */
    HistorySerializer(RowLayout rows, IrLayout irs, long hop) {
        this.rows = rows;
        this.irs = irs;
        this.hop = hop;
    }

    RowLayout rows() {
        return rows;
    }

    IrLayout irs() {
        return irs;
    }

    long hop() {
        return hop;
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    /** Holds no buffers, so that threads may share it. */
    @Override
    public HistorySerializer duplicate() {
        return this;
    }

    @Override
    public History createInstance() {
        return hop == 0 ? new ExactHistory(rows) : new HopHistory(rows, irs, hop);
    }

    @Override
    public History copy(History from) {
        return from.copy();
    }

    @Override
    public History copy(History from, History reuse) {
        return from.copy();
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(History record, DataOutputView target) throws IOException {
        adapt(record).write(target);
    }

    /** The same rows, kept by this very layout: one that was restored may have another. */
    @SuppressWarnings(
            "ReferenceEquality") // an equal layout of a restored history is not enough: its
    // tiles know partial aggregates by size only
    History adapt(History history) throws IOException {
        RowLayout kept = history.layout();
        if (kept == rows) {
            return history;
        }
        DataOutputSerializer bytes = new DataOutputSerializer(history.size() * Long.BYTES);
        history.write(bytes);
        DataInputDeserializer in = new DataInputDeserializer(bytes.wrapAsByteBuffer());
        return read(in, new RowMapping(kept, rows));
    }

    @Override
    public History deserialize(DataInputView source) throws IOException {
        return read(source, new RowMapping(rows, rows));
    }

    private History read(DataInputView source, RowMapping mapping) throws IOException {
        return hop == 0
                ? ExactHistory.read(source, mapping)
                : HopHistory.read(source, mapping, irs, hop);
    }

    @Override
    public History deserialize(History reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HistorySerializer that
                && rows.equals(that.rows)
                && hop == that.hop
                && (hop == 0 || irs.describe(rows.names()).equals(that.irs.describe(rows.names())));
    }

    @Override
    public int hashCode() {
        return rows.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<History> snapshotConfiguration() {
        return new HistorySerializerSnapshot(this);
    }
}
