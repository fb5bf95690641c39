package io.millrace.scoring.topology;

import io.millrace.features.definition.EntityDefinition;
import io.millrace.features.definition.ViewDefinition;
import io.millrace.features.plan.BoundSource;
import io.millrace.features.plan.DefinitionException;
import io.millrace.features.plan.EntityPlan;
import io.millrace.features.plan.Feature;
import io.millrace.features.plan.Order;
import io.millrace.features.stage.EntityStage;
import io.millrace.features.stage.StageOutput;
import io.millrace.scoring.spec.ModelSpec;
import io.millrace.scoring.spec.Problem;
import io.millrace.scoring.spec.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/** Adds the entity stages, one after another. */
final class Entities {

    private static final Pattern VIEW = Pattern.compile("view (\\S+): .*", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    private final ModelSpec spec;
    private final Order order;
    private final Rejections rejections;
    private final Problems problems;
    private final List<EntityPlan> plans = new ArrayList<>();
    private final List<Feature> features = new ArrayList<>();

    Entities(ModelSpec spec, Order order, Rejections rejections, Problems problems) {
        this.spec = spec;
        this.order = order;
        this.rejections = rejections;
        this.problems = problems;
    }

    /** The features of all stages so far, in order. */
    List<Feature> features() {
        return List.copyOf(features);
    }

    /** The stages so far, in order. */
    List<EntityPlan> plans() {
        return List.copyOf(plans);
    }

    /**
     * Adds one entity's stage.
     *
     * @param sources tables of the views, the spine's own not among them
     */
    Flow apply(
            EntityDefinition entity,
            List<ViewDefinition> views,
            Flow flow,
            Map<String, SourceTables.Bound> sources) {
        Map<String, BoundSource> bound = new LinkedHashMap<>();
        Map<String, DataStream<RowData>> streams = new LinkedHashMap<>();
        for (ViewDefinition view : views) {
            SourceTables.Bound source = sources.get(view.source());
            if (source != null && !view.source().equals(flow.source().table())) {
                bound.put(view.source(), source.source());
                streams.put(view.source(), source.table().rows());
            }
        }
        EntityPlan plan;
        try {
            plan = EntityPlan.of(entity, views, flow.source(), bound);
        } catch (DefinitionException e) {
            e.problems().forEach(message -> problems.add(located(message)));
            return flow;
        }
        plans.add(plan);
        features.addAll(plan.features());
        StageOutput output = EntityStage.apply(plan, order, spec.warmUp(), flow.rows(), streams);
        output.rejected().forEach((table, rows) -> reject(entity, table, rows));
        return flow.then(plan.outputType(), output.rows());
    }

    private void reject(EntityDefinition entity, String table, DataStream<RowData> rows) {
        RowType type = ((InternalTypeInfo<RowData>) rows.getType()).toRowType();
        rejections.add("entity-" + entity.name(), table, type, rows);
    }

    /** The definitions know views and names, not lines: find the name within its view. */
    private Problem located(String message) {
        Matcher view = VIEW.matcher(message);
        String path = view.matches() ? "views." + view.group(1) : "";
        Matcher quoted = QUOTED.matcher(message);
        return Problem.at(
                quoted.find()
                        ? spec.positions().find(path, quoted.group(1))
                        : spec.positions().at(path),
                message);
    }
}
