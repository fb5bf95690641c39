package io.millrace.features.aggregate;

import java.io.DataInput;
import java.io.IOException;
import javax.annotation.Nullable;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;

/**
 * A set of 64-bit hashes: each of them while they are few, a HyperLogLog sketch from then on. The
 * number that is estimated depends on the set alone: the composite estimate reads the registers,
 * which are maxima, and not the order in which they came about, as the HIP estimate does.
 */
final class DistinctSketch implements Partial {
    /** Hashes kept one by one at most; as large then as the sketch. */
    static final int FEW = 512;

    /** Binary logarithm of the number of registers, a byte each. */
    static final int LG_REGISTERS = 12;

    @Nullable private final Cells few;
    @Nullable private final HllSketch many;

    private DistinctSketch(@Nullable Cells few, @Nullable HllSketch many) {
        this.few = few;
        this.many = many;
    }

    static DistinctSketch of(long hash) {
        return new DistinctSketch(Cells.of(hash), null);
    }

    DistinctSketch union(DistinctSketch other) {
        if (few != null && other.few != null) {
            return union(few, other);
        }
        Union union = new Union(LG_REGISTERS);
        addTo(union);
        other.addTo(union);
        return new DistinctSketch(null, union.getResult(TgtHllType.HLL_8));
    }

    private DistinctSketch union(Cells hashes, DistinctSketch other) {
        Cells both = hashes.union(other.few);
        if (both.size() <= FEW) {
            return new DistinctSketch(both, null);
        }
        HllSketch sketch = new HllSketch(LG_REGISTERS, TgtHllType.HLL_8);
        for (int i = 0; i < both.size(); i++) {
            sketch.update(both.bits(i));
        }
        return new DistinctSketch(null, sketch);
    }

    private void addTo(Union union) {
        if (many != null) {
            union.update(many);
            return;
        }
        for (int i = 0; i < few.size(); i++) {
            union.update(few.bits(i));
        }
    }

    long estimate() {
        return few != null ? few.size() : Math.round(many.getCompositeEstimate());
    }

    /** Whether it is few (1 byte), then the hashes or the sketch. */
    @Override
    public byte[] bytes() {
        return PartialBytes.of(
                out -> {
                    out.writeBoolean(few != null);
                    if (few != null) {
                        few.write(out);
                    } else {
                        byte[] sketch = many.toCompactByteArray();
                        out.writeInt(sketch.length);
                        out.write(sketch);
                    }
                });
    }

    static DistinctSketch read(DataInput in) throws IOException {
        if (in.readBoolean()) {
            return new DistinctSketch(Cells.read(in, false), null);
        }
        byte[] sketch = new byte[in.readInt()];
        in.readFully(sketch);
        return new DistinctSketch(null, HllSketch.heapify(sketch));
    }
}
