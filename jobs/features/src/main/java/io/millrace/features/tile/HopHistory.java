package io.millrace.features.tile;

import io.millrace.features.aggregate.Ir;
import io.millrace.features.aggregate.IrLayout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * A history with bounded memory: tiles of one width, of which only those that may still get rows
 * keep them. A window starts at the beginning of a tile (its length is a sawtooth) and ends as
 * sharply as an exact one. A settled tile takes a late row too, but gives no row back.
 */
public final class HopHistory implements History {
    private final IrLayout irs;
    private final long hop;
    private final ExactHistory open;
    private final TreeMap<Long, Ir> settled = new TreeMap<>();
    private long settledBefore = Long.MIN_VALUE;

    /** An empty history of tiles that are {@code hop} milliseconds wide. */
    public HopHistory(RowLayout rows, IrLayout irs, long hop) {
        this(new ExactHistory(rows), irs, hop);
    }

    HopHistory(ExactHistory open, IrLayout irs, long hop) {
        this.open = open;
        this.irs = irs;
        this.hop = hop;
    }

    @Override
    public void insert(Row row) {
        long tile = Math.floorDiv(row.time, hop);
        if (tile >= settledBefore) {
            open.insert(row);
        } else {
            irs.add(settled.computeIfAbsent(tile, ignored -> irs.empty()), row);
        }
    }

    /** Rows are not kept, so none can be taken back: such views are refused when planned. */
    @Override
    public boolean remove(Row row) {
        return false;
    }

    @Override
    public void query(long time, boolean inclusive, long[] lengths, Scratch scratch, Ir[] into) {
        if (inclusive || time > Long.MIN_VALUE) {
            for (int i = 0; i < lengths.length; i++) {
                queryOne(time, inclusive, lengths[i], scratch, into[i]);
            }
        }
    }

    private void queryOne(long time, boolean inclusive, long length, Scratch scratch, Ir into) {
        long high = inclusive ? time : time - 1;
        long from = time < Long.MIN_VALUE + length ? Long.MIN_VALUE : time - length;
        long firstTile = Math.floorDiv(from, hop);
        long endTile =
                high == Long.MAX_VALUE ? Math.floorDiv(high, hop) : Math.floorDiv(high + 1, hop);
        if (firstTile < endTile) {
            for (Ir tile : settled.subMap(firstTile, endTile).values()) {
                scratch.layout().merge(into, tile);
            }
        }
        queryOpen(firstTile, high, scratch, into);
    }

    private void queryOpen(long firstTile, long high, Scratch scratch, Ir into) {
        long low = start(firstTile);
        while (!open.isEmpty() && low <= high && open.newest() >= low) {
            long next = open.ceiling(low, scratch);
            long end = end(Math.floorDiv(next, hop));
            Ir tile = scratch.tile();
            open.query(next, Math.min(end, high), scratch, tile);
            scratch.layout().merge(into, tile);
            if (end == Long.MAX_VALUE) {
                return;
            }
            low = end + 1;
        }
    }

    @Override
    public void settle(long time, Scratch scratch) {
        long before = time == Long.MAX_VALUE ? Long.MAX_VALUE : Math.floorDiv(time + 1, hop);
        if (before <= settledBefore) {
            return;
        }
        settledBefore = before;
        while (!open.isEmpty() && Math.floorDiv(open.oldest(), hop) < before) {
            long tile = Math.floorDiv(open.oldest(), hop);
            Ir ir = irs.empty();
            open.query(open.oldest(), end(tile), scratch, ir);
            settled.put(tile, ir);
            open.expire(end(tile));
        }
    }

    @Override
    public RowLayout layout() {
        return open.layout();
    }

    private long start(long tile) {
        return tile < Math.floorDiv(Long.MIN_VALUE, hop) + 1 ? Long.MIN_VALUE : tile * hop;
    }

    /** Last time of a tile. */
    private long end(long tile) {
        return tile >= Math.floorDiv(Long.MAX_VALUE, hop) ? Long.MAX_VALUE : tile * hop + hop - 1;
    }

    @Override
    public void expire(long time) {
        while (!settled.isEmpty() && end(settled.firstKey()) <= time) {
            settled.pollFirstEntry();
        }
        if (!open.isEmpty() && open.oldest() <= time) {
            long tile = Math.floorDiv(time, hop);
            if (end(tile) == time) {
                open.expire(time);
            } else if (start(tile) > Long.MIN_VALUE) {
                open.expire(start(tile) - 1);
            }
        }
    }

    @Override
    public boolean isEmpty() {
        return open.isEmpty() && settled.isEmpty();
    }

    /** The end of the oldest tile: tiles go as a whole. */
    @Override
    public long oldest() {
        return end(settled.isEmpty() ? Math.floorDiv(open.oldest(), hop) : settled.firstKey());
    }

    @Override
    public long newest() {
        if (open.isEmpty()) {
            return end(settled.lastKey());
        }
        long tile = Math.floorDiv(open.newest(), hop);
        return end(settled.isEmpty() ? tile : Math.max(tile, settled.lastKey()));
    }

    @Override
    public int size() {
        return open.size() + settled.size();
    }

    @Override
    public HopHistory copy() {
        HopHistory copy = new HopHistory(open.copy(), irs, hop);
        for (Map.Entry<Long, Ir> tile : settled.entrySet()) {
            copy.settled.put(tile.getKey(), irs.copy(tile.getValue()));
        }
        copy.settledBefore = settledBefore;
        return copy;
    }

    /**
     * Rows of open tiles, first tile that is open, number of settled tiles, index and IR of each.
     */
    @Override
    public void write(DataOutput out) throws IOException {
        open.write(out);
        out.writeLong(settledBefore);
        out.writeInt(settled.size());
        for (Map.Entry<Long, Ir> tile : settled.entrySet()) {
            out.writeLong(tile.getKey());
            tile.getValue().write(out);
        }
    }

    /** Reads a history of tiles of this width and this layout of IRs. */
    public static HopHistory read(DataInput in, RowMapping rows, IrLayout irs, long hop)
            throws IOException {
        HopHistory history = new HopHistory(ExactHistory.read(in, rows), irs, hop);
        history.settledBefore = in.readLong();
        for (int tiles = in.readInt(); tiles > 0; tiles--) {
            long tile = in.readLong();
            Ir ir = irs.empty();
            ir.read(in);
            history.settled.put(tile, ir);
        }
        return history;
    }
}
