package io.millrace.training.dataset;

/**
 * A column of the files that the run needs.
 *
 * @param name as in the files
 * @param type DuckDB's name of its type, for messages
 */
record Column(String name, String type) {

    ColumnKind kind() {
        return ColumnKind.of(type);
    }

    String quoted() {
        return Relation.identifier(name);
    }

    String number() {
        return kind().number(quoted());
    }

    String time() {
        return kind().time(quoted());
    }

    String text() {
        return kind().text(quoted());
    }
}
