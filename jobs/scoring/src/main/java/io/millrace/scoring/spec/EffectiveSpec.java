package io.millrace.scoring.spec;

import io.millrace.features.definition.AggregationDefinition;
import io.millrace.features.definition.EntityDefinition;
import io.millrace.features.definition.SourceDefinition;
import io.millrace.features.definition.ViewDefinition;
import io.millrace.features.definition.Window;
import java.time.Duration;
import java.util.List;
import javax.annotation.Nullable;

/**
 * A specification as it takes effect: {@code features.yaml} again, with what the user left out
 * filled in and marked. The environment's values are not in it; {@code ${NAME}} stays as written.
 */
public final class EffectiveSpec {

    private final ModelSpec spec;
    private final YamlText yaml;

    private EffectiveSpec(ModelSpec spec) {
        this.spec = spec;
        this.yaml = new YamlText(spec.positions());
    }

    /** YAML that reads back as the same specification. */
    public static String render(ModelSpec spec) {
        EffectiveSpec effective = new EffectiveSpec(spec);
        effective.root();
        return effective.yaml.toString();
    }

    private void root() {
        yaml.scalar("name", spec.name());
        spine();
        yaml.block("entities", () -> spec.entities().forEach(this::entity));
        sources();
        if (!spec.views().isEmpty()) {
            yaml.block("views", () -> spec.views().forEach(this::view));
        }
        if (!spec.lookups().isEmpty()) {
            yaml.block("lookups", () -> spec.lookups().forEach(this::lookup));
        }
        yaml.scalar("order", Scalars.spelling(spec.order()));
        yaml.scalar("warm_up", text(spec.warmUp()));
        yaml.block("model", this::model);
        if (spec.training() != null) {
            yaml.block("training", () -> training(spec.training()));
        }
    }

    private void spine() {
        SpineSpec spine = spec.spine();
        yaml.block(
                "spine",
                () -> {
                    yaml.scalar("spine.table", spine.table());
                    yaml.scalar("spine.score_updates", spine.scoreUpdates());
                    yaml.scalar("spine.late", Scalars.spelling(spine.late()));
                });
    }

    private void entity(EntityDefinition entity) {
        String path = "entities." + entity.name();
        yaml.block(entity.name(), () -> yaml.list(path + ".key", entity.key()));
    }

    /** Only what was said about them: the names of the others may be the environment's. */
    private void sources() {
        List<SourceDefinition> described =
                spec.sources().stream()
                        .filter(source -> spec.positions().contains("sources." + source.table()))
                        .toList();
        if (!described.isEmpty()) {
            yaml.block("sources", () -> described.forEach(this::source));
        }
    }

    private void source(SourceDefinition source) {
        String path = "sources." + source.table();
        yaml.block(
                source.table(),
                () -> {
                    yaml.scalar(path + ".time", source.time());
                    yaml.scalar(path + ".known", source.known());
                    yaml.scalar(path + ".error", source.error());
                    yaml.scalar(path + ".change", source.change());
                });
    }

    private void view(ViewDefinition view) {
        String path = "views." + view.name();
        yaml.block(
                view.name(),
                () -> {
                    yaml.scalar(path + ".entity", view.entity());
                    yaml.scalar(path + ".source", view.source());
                    if (view.latest().isEmpty()) {
                        windows(view, path);
                    }
                    yaml.list(path + ".latest", view.latest());
                    yaml.list(path + ".tie_break", view.tieBreak());
                    yaml.scalar(path + ".formerly", view.formerly().view());
                    yaml.mapping(path + ".formerly_columns", view.formerly().columns());
                });
    }

    private void windows(ViewDefinition view, String path) {
        List<AggregationDefinition> aggregations = view.aggregations();
        yaml.block(
                "aggregations",
                () -> {
                    for (int i = 0; i < aggregations.size(); i++) {
                        aggregation(aggregations.get(i), path + ".aggregations[" + i + "]");
                    }
                });
        yaml.scalar(path + ".lateness", text(view.lateness()));
        yaml.scalar(path + ".hop", text(view.hop()));
        yaml.scalar(path + ".exclude_current", view.excludeCurrent());
    }

    private void aggregation(AggregationDefinition aggregation, String path) {
        List<String> windows = aggregation.windows().stream().map(Window::label).toList();
        yaml.item(
                () -> {
                    yaml.list(path + ".columns", aggregation.columns());
                    yaml.list(path + ".functions", aggregation.functions());
                    yaml.list(path + ".windows", windows);
                    yaml.scalar(path + ".where", aggregation.where());
                });
    }

    private void lookup(LookupSpec lookup) {
        String path = "lookups." + lookup.name();
        yaml.block(
                lookup.name(),
                () -> {
                    yaml.scalar(path + ".table", lookup.table());
                    yaml.mapping(path + ".on", lookup.on());
                    yaml.list(path + ".columns", lookup.columns());
                    yaml.scalar(path + ".on_failure", Scalars.spelling(lookup.onFailure()));
                    yaml.scalar(path + ".timeout", text(lookup.timeout()));
                    yaml.scalar(path + ".retries", lookup.retries());
                    cache(lookup.cache(), path + ".cache");
                    yaml.scalar(path + ".as_of", lookup.asOf());
                });
    }

    private void cache(@Nullable CacheSpec cache, String path) {
        if (cache != null) {
            yaml.block(
                    "cache",
                    () -> {
                        yaml.scalar(path + ".max_rows", cache.maxRows());
                        yaml.scalar(path + ".ttl", text(cache.ttl()));
                    });
        }
    }

    private void model() {
        ModelSection model = spec.model();
        yaml.scalar("model.onnx", model.onnx());
        yaml.scalar("model.card", model.card());
        yaml.scalar("model.input", model.input());
        yaml.list("model.inputs", model.inputs());
        yaml.mapping("model.fill", model.fill());
        yaml.scalar("model.max_batch", model.maxBatch());
        yaml.scalar("model.max_linger", text(model.maxLinger()));
        yaml.scalar("model.registry", model.registry());
        yaml.scalar("model.canary_key", model.canaryKey());
        yaml.scalar("model.verify_timeout", text(model.verifyTimeout()));
        drift(model.drift());
        explain(model.explain());
    }

    private void drift(@Nullable DriftSection drift) {
        if (drift != null) {
            yaml.block(
                    "drift",
                    () -> {
                        yaml.scalar("model.drift.window", text(drift.window()));
                        yaml.scalar("model.drift.psi", drift.psi());
                        yaml.scalar("model.drift.null_rate", drift.nullRate());
                        yaml.scalar("model.drift.min_rows", drift.minRows());
                    });
        }
    }

    private void explain(@Nullable ExplainSection explain) {
        if (explain != null) {
            yaml.block(
                    "explain",
                    () -> {
                        yaml.scalar("model.explain.top", explain.top());
                        yaml.scalar("model.explain.above", explain.above());
                    });
        }
    }

    private void training(TrainingSection training) {
        yaml.scalar("training.label", training.label());
        yaml.scalar("training.task", Scalars.spelling(training.task()));
        yaml.scalar("training.time", training.time());
        yaml.scalar("training.group", training.group());
        yaml.scalar("training.split", Scalars.spelling(training.split()));
        yaml.scalar("training.test", training.test());
        yaml.scalar("training.validation", training.validation());
        yaml.scalar("training.algorithm", training.algorithm());
        yaml.mapping("training.parameters", training.parameters());
        yaml.scalar("training.threshold", training.threshold());
        yaml.scalar("training.horizon", text(training.horizon()));
        yaml.scalar("training.seed", training.seed());
    }

    @Nullable
    private static String text(@Nullable Duration duration) {
        return duration == null ? null : DurationText.format(duration);
    }
}
