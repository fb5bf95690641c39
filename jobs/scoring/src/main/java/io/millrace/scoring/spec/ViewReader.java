package io.millrace.scoring.spec;

import io.millrace.features.definition.AggregationDefinition;
import io.millrace.features.definition.Formerly;
import io.millrace.features.definition.ViewDefinition;
import io.millrace.features.definition.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the {@code views} of a specification. */
final class ViewReader {

    private ViewReader() {}

    static List<ViewDefinition> views(Value value) {
        List<ViewDefinition> views = new ArrayList<>();
        value.named("view", "telemetry: { entity: machine, source: readings, latest: [volt] }")
                .forEach((name, view) -> views.add(view(name, Section.of(view, Keys.VIEW))));
        return views;
    }

    private static ViewDefinition view(String name, Section view) {
        return new ViewDefinition(
                name,
                view.require("entity", "machine", Value::text, ""),
                view.require("source", "readings", Value::text, ""),
                view.get("aggregations", ViewReader::aggregations, List.of()),
                view.get("latest", list -> list.someTexts("column"), List.of()),
                view.get("lateness", Scalars::durationOrZero, Duration.ZERO),
                view.get("hop").map(Scalars::positiveDuration).orElse(null),
                view.get("exclude_current", Scalars::bool, false),
                view.get("tie_break", Value::texts, List.of()),
                new Formerly(
                        view.get("formerly").map(Value::text).orElse(null),
                        view.get("formerly_columns", ViewReader::names, Map.of())));
    }

    /** New names to old ones. */
    private static Map<String, String> names(Value value) {
        Map<String, String> names = new LinkedHashMap<>();
        value.entries().forEach((name, former) -> names.put(name, former.text()));
        return names;
    }

    private static List<AggregationDefinition> aggregations(Value value) {
        if (value.isNull() || (value.isList() && value.items().isEmpty())) {
            value.problem(
                    "is empty; write for example - { columns: [volt], functions: [mean],"
                            + " windows: [3h] }");
        }
        return value.items().stream()
                .map(item -> aggregation(Section.of(item, Keys.AGGREGATION)))
                .toList();
    }

    private static AggregationDefinition aggregation(Section aggregation) {
        return new AggregationDefinition(
                aggregation.get("columns", Value::texts, List.of()),
                aggregation.require("functions", "[count]", FunctionReader::functions, List.of()),
                aggregation.require("windows", "[3h]", ViewReader::windows, List.of()),
                aggregation.get("where").map(Value::text).orElse(null));
    }

    private static List<Window> windows(Value value) {
        value.someTexts("window"); // for its problems: empty, or one label twice
        Set<String> labels = new HashSet<>();
        List<Window> windows = new ArrayList<>();
        for (Value item : value.items()) {
            String label = item.text();
            Duration length = label.isEmpty() ? Duration.ZERO : Scalars.window(item);
            if (!length.isZero() && labels.add(label)) {
                windows.add(new Window(label, length));
            }
        }
        return windows;
    }
}
