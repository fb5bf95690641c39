package io.millrace.features.plan;

import io.millrace.features.aggregate.AggregateFunctions;
import io.millrace.features.aggregate.FunctionCall;
import io.millrace.features.definition.EntityDefinition;
import io.millrace.features.definition.ViewDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.table.types.logical.RowType;

/** Binds the views of one entity, collecting problems to the end. */
final class EntityBinder {
    private final EntityDefinition entity;
    private final Map<String, BoundSource> sources;
    private final Problems problems = new Problems();
    private final InputBinder spine;
    private final Map<String, InputBinder> inputs = new LinkedHashMap<>();
    private final List<Feature> features = new ArrayList<>();

    EntityBinder(EntityDefinition entity, BoundSource spine, Map<String, BoundSource> sources) {
        this.entity = entity;
        this.sources = new HashMap<>(sources);
        if (entity.key().isEmpty()) {
            problems.add("entity " + entity.name(), "has no key; name at least one column");
        }
        this.spine = new InputBinder(0, spine, entity.key(), problems);
        inputs.put(spine.table(), this.spine);
    }

    EntityPlan bind(List<ViewDefinition> definitions) {
        AggregateFunctions.problems().forEach(each -> problems.add("aggregate functions", each));
        List<ViewPlan> views = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> states = new HashSet<>();
        for (ViewDefinition view : definitions) {
            if (!view.entity().equals(entity.name())) {
                continue;
            }
            if (!names.add(view.name())) {
                problems.add("view " + view.name(), "is defined twice; rename one of them");
            } else if (!states.add(view.stateName())) {
                problems.add(
                        "view " + view.name(),
                        "keeps its state as \""
                                + view.stateName()
                                + "\", and so does another view; a former name belongs to one");
            }
            InputBinder input = input(view);
            if (input != null) {
                views.add(new ViewBinder(view, input, problems, features).bind());
            }
        }
        checkFeatureNames();
        problems.throwIfAny();
        List<InputPlan> plans = inputs.values().stream().map(InputBinder::build).toList();
        return new EntityPlan(entity.name(), keyType(), plans, views, features);
    }

    private InputBinder input(ViewDefinition view) {
        InputBinder known = inputs.get(view.source());
        if (known != null) {
            return known;
        }
        BoundSource source = sources.get(view.source());
        if (source == null) {
            Set<String> tables = new TreeSet<>(sources.keySet());
            tables.add(spine.source().table());
            problems.add(
                    "view " + view.name(),
                    "no table \"" + view.source() + "\"" + Nearest.hint(view.source(), tables));
            return null;
        }
        InputBinder input = new InputBinder(inputs.size(), source, entity.key(), problems);
        input.checkKeyAgainst(spine, entity.key(), problems);
        inputs.put(view.source(), input);
        return input;
    }

    private void checkFeatureNames() {
        Map<String, Feature> byName = new HashMap<>();
        for (Feature feature : features) {
            Feature other = byName.putIfAbsent(feature.name(), feature);
            if (other != null) {
                problems.add(
                        "view " + feature.view(),
                        "feature \""
                                + feature.name()
                                + "\" is defined twice"
                                + (other.view().equals(feature.view())
                                        ? "; tell them apart by an alias, such as \""
                                                + FunctionCall.parse(feature.function()).name()
                                                + " as other\""
                                        : ", first in view " + other.view()));
            }
            if (spine.source().rowType().getFieldIndex(feature.name()) >= 0) {
                problems.add(
                        "view " + feature.view(),
                        "feature \""
                                + feature.name()
                                + "\" has the name of a column of the spine "
                                + spine.source().table()
                                + "; rename the view or the column");
            }
        }
    }

    private RowType keyType() {
        List<RowType.RowField> fields = new ArrayList<>();
        for (int column : spine.key()) {
            RowType.RowField field = spine.source().rowType().getFields().get(column);
            fields.add(new RowType.RowField(field.getName(), field.getType().copy(true)));
        }
        return new RowType(false, fields);
    }
}
