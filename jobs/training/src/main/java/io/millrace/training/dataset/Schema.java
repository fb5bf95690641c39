package io.millrace.training.dataset;

import io.millrace.inference.card.Suggestion;
import io.millrace.training.request.Columns;
import io.millrace.training.request.TrainingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * The wanted columns, found in the files.
 *
 * @param group null when rows have none
 */
record Schema(List<Column> features, Column label, Column time, @Nullable Column group) {

    /**
     * @param types of the files' columns, by name
     * @throws TrainingException when columns are missing or of types that cannot be used
     */
    static Schema bind(Columns wanted, Map<String, String> types) {
        List<String> problems = new ArrayList<>();
        List<Column> features = new ArrayList<>();
        for (String feature : wanted.features()) {
            Column column = find("feature", feature, types, problems);
            features.add(column);
            requireNumber("feature", column, problems);
        }
        Column label = find("label", wanted.label(), types, problems);
        requireNumber("label", label, problems);
        Column time = find("time", wanted.time(), types, problems);
        if (time != null && !time.kind().canBeTime()) {
            problems.add(
                    "time column '%s' is %s; it must be a timestamp, a date or epoch milliseconds"
                            .formatted(time.name(), time.type()));
        }
        Column group =
                wanted.group() == null ? null : find("group", wanted.group(), types, problems);
        TrainingException.throwIfAny(problems);
        return new Schema(features, label, time, group);
    }

    @Nullable
    private static Column find(
            String role, String name, Map<String, String> types, List<String> problems) {
        String type = types.get(name);
        if (type == null) {
            String way = Suggestion.of(name, types.keySet());
            problems.add(
                    "%s column '%s' is not in the training set%s"
                            .formatted(
                                    role,
                                    name,
                                    way.isEmpty()
                                            ? "; it has: " + String.join(", ", types.keySet())
                                            : way));
            return null;
        }
        return new Column(name, type);
    }

    private static void requireNumber(String role, @Nullable Column column, List<String> problems) {
        if (column != null && !column.kind().canBeNumber()) {
            problems.add(
                    "%s column '%s' is %s; it must be a number or a boolean: convert it in SQL"
                            .formatted(role, column.name(), column.type()));
        }
    }
}
