package io.millrace.training.dataset;

import io.millrace.training.request.Task;
import io.millrace.training.request.TrainingException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at all values once, before any is kept, and reports all that a model cannot be fitted to.
 */
final class ContentCheck {

    private final Schema schema;
    private final Task task;
    private final List<String> selected = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();

    /** A count that must be zero, and the message when it is not. */
    private record Rule(String message) {}

    private ContentCheck(Schema schema, Task task) {
        this.schema = schema;
        this.task = task;
    }

    /**
     * @return the number of rows, at least one
     * @throws TrainingException with everything that is wrong
     */
    static long count(Statement statement, String relation, Schema schema, Task task)
            throws SQLException {
        ContentCheck check = new ContentCheck(schema, task);
        check.rules();
        String query =
                "SELECT count(*), " + String.join(", ", check.selected) + " FROM " + relation;
        try (ResultSet result = statement.executeQuery(query)) {
            result.next();
            return check.evaluate(result);
        }
    }

    private void rules() {
        Column time = schema.time();
        rule(
                time.time() + " IS NULL",
                time.text(),
                "time column '%s': {count} of {rows} rows have no time that can be read{example}"
                        .formatted(time.name()));
        Column label = schema.label();
        rule(
                label.quoted() + " IS NULL",
                "NULL",
                "label column '%s' is NULL in {count} of {rows} rows; leave out rows whose label is not known yet"
                        .formatted(label.name()));
        if (task == Task.CLASSIFICATION) {
            rule(
                    "%s IS NOT NULL AND coalesce(%s NOT IN (0, 1), true)"
                            .formatted(label.quoted(), label.number()),
                    label.text(),
                    "label column '%s' must be 0 or 1 (or a boolean); {count} of {rows} rows are not{example}"
                            .formatted(label.name()));
        } else {
            rule(
                    "%s IS NOT NULL AND coalesce(NOT isfinite(%s), true)"
                            .formatted(label.quoted(), label.number()),
                    label.text(),
                    "label column '%s' must be a finite number; {count} of {rows} rows are not{example}"
                            .formatted(label.name()));
        }
        schema.features().forEach(this::featureRules);
        if (schema.group() != null) {
            rule(
                    schema.group().quoted() + " IS NULL",
                    "NULL",
                    "group column '%s' is NULL in {count} of {rows} rows"
                            .formatted(schema.group().name()));
        }
    }

    private void featureRules(Column feature) {
        if (feature.kind() == ColumnKind.TEXT || feature.kind() == ColumnKind.JSON) {
            rule(
                    "%s IS NOT NULL AND %s IS NULL".formatted(feature.text(), feature.number()),
                    feature.text(),
                    "feature column '%s' has {count} values that are no numbers{example}"
                            .formatted(feature.name()));
        }
        // beyond a float's range is infinite to the model
        rule(
                "abs(%s) > 3.4028235e38 AND NOT isnan(%s)"
                        .formatted(feature.number(), feature.number()),
                feature.text(),
                "feature column '%s' has {count} infinite values{example}; make them NULL in SQL"
                        .formatted(feature.name()));
    }

    private void rule(String broken, String example, String message) {
        selected.add("count(*) FILTER (WHERE " + broken + ")");
        selected.add("min(" + example + ") FILTER (WHERE " + broken + ")");
        rules.add(new Rule(message));
    }

    private long evaluate(ResultSet result) throws SQLException {
        long rows = result.getLong(1);
        if (rows == 0) {
            throw new TrainingException("the training set has no rows");
        }
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            long count = result.getLong(2 + 2 * i);
            String example = result.getString(3 + 2 * i);
            if (count > 0) {
                problems.add(
                        rules.get(i)
                                .message()
                                .replace("{count}", Long.toString(count))
                                .replace("{rows}", Long.toString(rows))
                                .replace(
                                        "{example}",
                                        example == null ? "" : ", such as '" + example + "'"));
            }
        }
        TrainingException.throwIfAny(problems);
        return rows;
    }
}
