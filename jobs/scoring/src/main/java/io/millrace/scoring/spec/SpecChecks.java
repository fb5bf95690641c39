package io.millrace.scoring.spec;

import io.millrace.features.aggregate.AggregateFunction;
import io.millrace.features.aggregate.AggregateFunctions;
import io.millrace.features.aggregate.FunctionCall;
import io.millrace.features.definition.AggregationDefinition;
import io.millrace.features.definition.EntityDefinition;
import io.millrace.features.definition.ViewDefinition;
import io.millrace.features.definition.Window;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be said about a specification's parts together, without knowing column types. */
final class SpecChecks {

    private final ModelSpec spec;
    private final Reading reading;

    private SpecChecks(ModelSpec spec, Reading reading) {
        this.spec = spec;
        this.reading = reading;
    }

    static void check(ModelSpec spec, Reading reading) {
        SpecChecks checks = new SpecChecks(spec, reading);
        spec.views().forEach(checks::checkView);
        checks.checkEntitiesAreUsed();
        checks.checkFeatureNames();
        checks.checkFill();
        checks.checkRegistry();
    }

    private void checkView(ViewDefinition view) {
        String path = "views." + view.name();
        List<String> entities = spec.entities().stream().map(EntityDefinition::name).toList();
        if (!view.entity().isEmpty() && !entities.contains(view.entity())) {
            reading.problem(
                    path + ".entity",
                    "there is no entity "
                            + written(path + ".entity")
                            + Suggestion.among(entities, view.entity()));
        }
        checkWindowedOrLatest(path);
        checkHop(view, path);
        checkExcludeCurrent(view, path);
        checkFunctions(view, path);
    }

    private void checkWindowedOrLatest(String path) {
        boolean windowed = isWritten(path + ".aggregations");
        boolean latest = isWritten(path + ".latest");
        if (windowed == latest) {
            reading.problem(
                    path,
                    windowed
                            ? "has both aggregations and latest; make two views of it"
                            : "needs either aggregations or latest");
        }
        if (latest && !windowed) {
            for (String key : List.of("lateness", "hop", "exclude_current")) {
                if (isWritten(path + "." + key)) {
                    reading.problem(
                            path + "." + key,
                            "means nothing to a latest view, which has no windows; leave it out");
                }
            }
        }
    }

    private void checkHop(ViewDefinition view, String path) {
        Duration hop = view.hop();
        for (int i = 0; i < view.aggregations().size() && hop != null; i++) {
            AggregationDefinition aggregation = view.aggregations().get(i);
            for (Window window : aggregation.windows()) {
                if (hop.compareTo(window.length()) > 0) {
                    reading.problem(
                            path + ".hop",
                            "%s is longer than a window of %s; shorten the hop"
                                    .formatted(
                                            written(path + ".hop"), reading.mask(window.label())));
                }
            }
        }
    }

    private void checkExcludeCurrent(ViewDefinition view, String path) {
        if (view.excludeCurrent() && !view.source().equals(spec.spine().table())) {
            reading.problem(
                    path + ".exclude_current",
                    "is for views over the spine's table; rows of another table at the spine row's"
                            + " own time never count, so leave it out");
        }
    }

    private void checkFunctions(ViewDefinition view, String path) {
        for (int i = 0; i < view.aggregations().size(); i++) {
            String functions = path + ".aggregations[" + i + "].functions";
            AggregationDefinition aggregation = view.aggregations().get(i);
            for (String text : aggregation.functions()) {
                String place = reading.positions().pathOf(functions, text);
                checkFunction(FunctionCall.parse(text), place, aggregation.where() != null);
            }
        }
    }

    private void checkFunction(FunctionCall call, String place, boolean hasCondition) {
        Optional<AggregateFunction> function = call.function();
        if (function.isEmpty()) {
            List<String> known =
                    AggregateFunctions.all().stream().map(AggregateFunction::functionName).toList();
            String name = call.parameters().isEmpty() ? written(place) : '"' + call.name() + '"';
            String meant = Suggestion.among(known, call.name());
            reading.problem(place, "unknown function " + name + meant);
            return;
        }
        if (function.get().isDividedByCondition() && !hasCondition) {
            reading.problem(
                    place,
                    call.name()
                            + " needs a where beside it, whose share of the rows it is, such as"
                            + " where: \"vibration > 60\"");
        }
        try {
            call.columns();
        } catch (IllegalArgumentException e) {
            reading.problem(place, reading.mask(e.getMessage()));
        }
    }

    private void checkEntitiesAreUsed() {
        Set<String> names =
                spec.entities().stream().map(EntityDefinition::name).collect(Collectors.toSet());
        Set<String> used =
                spec.views().stream().map(ViewDefinition::entity).collect(Collectors.toSet());
        if (used.isEmpty() || !names.containsAll(used)) {
            return; // a misspelt entity would be reported twice
        }
        names.stream()
                .filter(name -> !used.contains(name))
                .forEach(
                        name ->
                                reading.problem(
                                        "entities." + name,
                                        "no view is about it; remove it or add a view"));
    }

    private void checkFeatureNames() {
        Map<String, FeatureName> byName = new HashMap<>();
        for (FeatureName feature : spec.features()) {
            FeatureName first = byName.putIfAbsent(feature.name(), feature);
            if (first != null) {
                reading.problem(feature.path(), madeTwice(feature, first));
            }
        }
    }

    private String madeTwice(FeatureName feature, FeatureName first) {
        boolean aggregated =
                feature.path().contains(".aggregations[")
                        && first.path().contains(".aggregations[");
        return "makes the feature %s, which line %d makes already; %s"
                .formatted(
                        reading.mask(feature.name()),
                        reading.positions().at(first.path()).line(),
                        aggregated
                                ? "rename a view, or give the function an alias: count as other"
                                : "rename a view or a lookup");
    }

    private void checkRegistry() {
        if (spec.model().registry() == null && isWritten("model.canary_key")) {
            reading.problem(
                    "model.canary_key",
                    "means nothing without a registry; say model: { registry: <table> }");
        }
    }

    private void checkFill() {
        Collection<String> inputs = spec.model().inputs();
        for (String column : spec.model().fill().keySet()) {
            if (!inputs.isEmpty() && !inputs.contains(column)) {
                reading.problem(
                        "model.fill." + column,
                        "fills a column that is not among model.inputs"
                                + reading.mask(Suggestion.among(inputs, column)));
            }
        }
    }

    private boolean isWritten(String path) {
        return reading.positions().contains(path);
    }

    private String written(String path) {
        return '"' + reading.positions().written(path).orElse("") + '"';
    }
}
