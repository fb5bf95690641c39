package io.millrace.bench.memory;

/** The tables that the example reads, by the names that the option {@code rows} takes. */
enum PlantTable {
    READINGS(1_000_000_007L),
    MACHINES(2_000_000_007L),
    ERRORS(3_000_000_007L),
    MAINTENANCE(4_000_000_007L),
    SERVICE_HISTORY(5_000_000_007L);

    private final long seed;

    PlantTable(long seed) {
        this.seed = seed;
    }

    /** Where the chance in a row begins. */
    long seed(long index) {
        return seed + index;
    }

    /** Whether a database's change log stands behind it, so that updates have to be expected. */
    boolean changelog() {
        return this == MACHINES || this == ERRORS || this == MAINTENANCE;
    }
}
