package io.millrace.scoring.spec;

import io.millrace.features.aggregate.FunctionCall;
import io.millrace.features.definition.AggregationDefinition;
import io.millrace.features.definition.ViewDefinition;
import io.millrace.features.definition.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * A feature's column name and the place in {@code features.yaml} that makes it.
 *
 * @param name {@code <view>_<column>_<function>_<window>}, {@code <view>_<function>_<window>},
 *     {@code <view>_<column>} of a latest view, or {@code <lookup>_<column>}
 * @param path of the definition, for {@link Positions}
 */
public record FeatureName(String name, String path) {

    static List<FeatureName> of(List<ViewDefinition> views, List<LookupSpec> lookups) {
        List<FeatureName> names = new ArrayList<>();
        for (ViewDefinition view : views) {
            String path = "views." + view.name();
            addColumns(names, view.name(), view.latest(), path + ".latest");
            for (int i = 0; i < view.aggregations().size(); i++) {
                addAggregation(
                        names,
                        view.name(),
                        view.aggregations().get(i),
                        path + ".aggregations[" + i + "]");
            }
        }
        for (LookupSpec lookup : lookups) {
            String path = "lookups." + lookup.name() + ".columns";
            addColumns(names, lookup.name(), lookup.columns(), path);
        }
        return List.copyOf(names);
    }

    private static void addColumns(
            List<FeatureName> names, String prefix, List<String> columns, String path) {
        for (int i = 0; i < columns.size(); i++) {
            names.add(new FeatureName(prefix + "_" + columns.get(i), path + "[" + i + "]"));
        }
    }

    private static void addAggregation(
            List<FeatureName> names, String view, AggregationDefinition aggregation, String path) {
        if (aggregation.columns().isEmpty()) {
            addFunctions(names, view, aggregation, path);
        }
        for (int i = 0; i < aggregation.columns().size(); i++) {
            String prefix = view + "_" + aggregation.columns().get(i);
            addFunctions(names, prefix, aggregation, path + ".columns[" + i + "]");
        }
    }

    private static void addFunctions(
            List<FeatureName> names,
            String prefix,
            AggregationDefinition aggregation,
            String path) {
        for (String function : aggregation.functions()) {
            for (String label : labels(FunctionCall.parse(function))) {
                for (Window window : aggregation.windows()) {
                    names.add(new FeatureName(prefix + "_" + label + "_" + window.label(), path));
                }
            }
        }
    }

    /** None of a call that is wrong, which is reported elsewhere. */
    private static List<String> labels(FunctionCall call) {
        try {
            return call.columns().stream().map(FunctionCall.Column::label).toList();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
