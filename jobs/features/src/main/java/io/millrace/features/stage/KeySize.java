package io.millrace.features.stage;

import io.millrace.features.aggregate.InputType;
import io.millrace.features.plan.EntityPlan;
import io.millrace.features.plan.ViewPlan;
import io.millrace.features.tile.History;
import io.millrace.features.tile.Row;
import io.millrace.features.tile.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What one key of a windowed view weighs when its windows are full: in a savepoint, and on RocksDB
 * before compression. Found by writing such a key, with values drawn at random and texts of {@value
 * #TEXT} bytes, through the view's own serializer.
 *
 * @param view its name
 * @param rows that its windows hold
 * @param hop of its tiles, milliseconds: its own, or of an exact view the one that it could have
 * @param exact bytes of a key with exact windows
 * @param tiled bytes of a key with tiles of the hop; 0: the view's source changes rows, which tiles
 *     cannot follow
 * @param isTiled whether the definition asks for tiles
 */
public record KeySize(String view, long rows, long hop, long exact, long tiled, boolean isTiled) {
    /** Length of the texts that are assumed. */
    static final int TEXT = 16;

    /** Tiles in the shortest window, when an exact view is imagined with some. */
    private static final int TILES = 12;

    /** More rows are not written to find out what they weigh. */
    private static final int MOST = 50_000;

    /**
     * The windowed views of an entity.
     *
     * @param rowsPerHour rows of a key in each view's source
     */
    public static List<KeySize> of(EntityPlan plan, double rowsPerHour) {
        List<KeySize> sizes = new ArrayList<>();
        for (ViewPlan view : plan.views()) {
            if (view instanceof ViewPlan.Windowed windowed) {
                boolean changes = plan.inputs().get(view.input()).source().changelog();
                sizes.add(of(windowed, changes, rowsPerHour));
            }
        }
        return sizes;
    }

    private static KeySize of(ViewPlan.Windowed view, boolean changes, double rowsPerHour) {
        long span = view.windows().get(view.windows().size() - 1) + view.lateness();
        long rows = Math.max(1, Math.round(rowsPerHour * span / 3_600_000.0));
        long hop = view.hop() == 0 ? Math.max(1, view.windows().get(0) / TILES) : view.hop();
        HistorySerializer own = WindowedViewState.serializer(view, true);
        long exact = bytes(new HistorySerializer(own.rows(), own.irs(), 0), rows, span);
        long tiled =
                changes ? 0 : bytes(new HistorySerializer(own.rows(), own.irs(), hop), rows, span);
        return new KeySize(view.name(), rows, hop, exact, tiled, view.hop() > 0);
    }

    /** Of the newest part of the history when it is long; the rest weighs the same per time. */
    private static long bytes(HistorySerializer serializer, long rows, long span) {
        long written = Math.min(rows, MOST);
        History history = serializer.createInstance();
        SplittableRandom random = new SplittableRandom(rows);
        Row row = new Row(serializer.rows());
        for (long i = 0; i < written; i++) {
            fill(row, span - (written - i - 1) * span / rows, serializer, random);
            history.insert(row);
        }
        history.settle(span, new Scratch(serializer.irs()));
        DataOutputSerializer out = new DataOutputSerializer(1024);
        try {
            serializer.serialize(history, out);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written but memory", e);
        }
        return Math.round((double) out.length() * rows / written);
    }

    private static void fill(
            Row row, long time, HistorySerializer serializer, SplittableRandom random) {
        row.reset(time);
        List<InputType> types = serializer.rows().types();
        for (int column = 0; column < types.size(); column++) {
            switch (types.get(column)) {
                case TEXT -> {
                    byte[] text = new byte[TEXT];
                    random.nextBytes(text);
                    row.set(column, text);
                }
                case FLOATING -> row.set(column, random.nextDouble());
                case BOOLEAN -> row.set(column, random.nextLong(2));
                default -> row.set(column, random.nextLong(1_000_000));
            }
        }
    }
}
