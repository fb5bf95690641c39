package io.millrace.scoring;

import java.util.List;

/**
 * What a job keeps, for people to read.
 *
 * @param views windowed views, in definition order
 * @param fates of every view, when the job is compared with a savepoint; empty otherwise
 * @param strangers operators of the savepoint that the job does not have
 */
public record JobState(List<ViewSize> views, List<Fate> fates, long strangers) {

    public JobState {
        views = List.copyOf(views);
        fates = List.copyOf(fates);
    }

    /**
     * Bytes of one key whose windows are full, as a savepoint has them.
     *
     * @param rows that the windows hold
     * @param exact with exact windows
     * @param hop length of the tiles, as SQL users write durations
     * @param tiled with such tiles; 0: tiles cannot follow a source that changes its rows
     * @param isTiled whether the definition asks for tiles
     */
    public record ViewSize(
            String entity,
            String view,
            long rows,
            long exact,
            String hop,
            long tiled,
            boolean isTiled) {}

    /**
     * What becomes of a view's state.
     *
     * @param outcome in words
     * @param refused whether the job would not start from the savepoint
     */
    public record Fate(String entity, String view, String outcome, boolean refused) {}
}
