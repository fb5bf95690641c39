package io.millrace.scoring.script;

/** What a statement does, as far as its first words tell. */
public enum StatementKind {
    CREATE_TABLE,
    CREATE_VIEW,
    /** A catalog, a database, a function, and what else can be created. */
    CREATE_OTHER,
    SET,
    USE,
    INSERT,
    /**
     * Several inserts that are one job: {@code EXECUTE STATEMENT SET BEGIN ... END}, or the older
     * {@code BEGIN STATEMENT SET; ... END}, which the planner takes insert by insert only.
     */
    STATEMENT_SET,
    ADD_JAR,
    OTHER
}
