package io.millrace.bench.pipeline;

import java.util.List;

/**
 * How much of the pipeline a run has. Each has what the one before it has, and one stage more, so
 * that the difference of two is the cost of a stage.
 */
public enum PipelineStage {
    EDGES("source and edges", Without.VIEWS, "featured.sql"),
    FEATURES("features of machine", Without.LOOKUPS, "featured.sql"),
    LOOKUP("lookup service", Without.NOTHING, "featured.sql"),
    MODEL("on-demand view and model", Without.NOTHING, "scored.sql"),
    SINKS("four sinks", Without.NOTHING, "sinks.sql"),
    CHECKPOINTS("checkpoints", Without.NOTHING, "sinks.sql");

    private final String title;
    private final Without without;
    private final String inserts;

    PipelineStage(String title, Without without, String inserts) {
        this.title = title;
        this.without = without;
        this.inserts = inserts;
    }

    /** What the run has more than the one before. */
    public String title() {
        return title;
    }

    /** Whether it takes checkpoints, as often as {@code config.yaml} says. */
    public boolean checkpoints() {
        return this == CHECKPOINTS;
    }

    /** Which SQL of the bench comes after the tables. */
    String inserts() {
        return inserts;
    }

    /** The sections of {@code features.yaml} that the run does without. */
    List<String> removedSections() {
        return switch (without) {
            case VIEWS -> List.of("views", "lookups");
            case LOOKUPS -> List.of("lookups");
            case NOTHING -> List.of();
        };
    }

    private enum Without {
        VIEWS,
        LOOKUPS,
        NOTHING
    }
}
