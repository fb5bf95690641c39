package io.millrace.features.stage;

/** Decides when spine rows need wait no longer for the snapshots of change logs. */
final class WarmUp {
    /** A change log that was heard and then falls silent has told its snapshot. */
    static final long QUIET = 5_000;

    /** Change logs that say nothing from the start are empty, or take so long to connect. */
    static final long SILENT = 20_000;

    private final long startedAt;
    private final long longest;
    private long lastChange = Long.MIN_VALUE;

    /** Times in milliseconds. */
    WarmUp(long startedAt, long longest) {
        this.startedAt = startedAt;
        this.longest = longest;
    }

    /** A row of a change log came. */
    void changed(long now) {
        lastChange = now;
    }

    /** When waiting ends if nothing else comes, milliseconds. */
    long endsAt() {
        long quiet = lastChange == Long.MIN_VALUE ? startedAt + SILENT : lastChange + QUIET;
        return Math.min(quiet, startedAt + longest);
    }
}
