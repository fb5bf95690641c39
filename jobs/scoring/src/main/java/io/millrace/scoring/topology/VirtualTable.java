package io.millrace.scoring.topology;

/** The tables that the job makes for the user's SQL. */
final class VirtualTable {

    /** The spine's columns and all features. */
    static final String FEATURED = "featured";

    /** The model's input, its outputs, and which model said so when. */
    static final String SCORED = "scored";

    /** The same from challengers, which score beside: a row for each row and challenger. */
    static final String SHADOW_SCORED = "shadow_scored";

    /** What could not be processed, and why. */
    static final String REJECTED = "rejected";

    /** How far what the model sees has moved from its card's baseline, by column and hour. */
    static final String DRIFT = "drift";

    private VirtualTable() {}
}
