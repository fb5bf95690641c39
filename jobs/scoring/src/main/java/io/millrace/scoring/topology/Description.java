package io.millrace.scoring.topology;

import io.millrace.features.plan.Feature;
import io.millrace.scoring.JobDescription;
import io.millrace.scoring.spec.LookupSpec;
import io.millrace.scoring.spec.ModelSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.apache.flink.table.types.logical.RowType;

/** Says what a topology has become. */
final class Description {

    private Description() {}

    static JobDescription of(
            StreamExecutionEnvironment env,
            ModelSpec spec,
            RowType featured,
            List<Feature> features,
            ScriptPlan plan) {
        return new JobDescription(
                operators(env),
                columns(spec, featured, features),
                plan.inserts().stream()
                        .map(insert -> insert.name() == null ? "?" : insert.name().toString())
                        .toList(),
                warnings(env, plan));
    }

    private static List<JobDescription.Operator> operators(StreamExecutionEnvironment env) {
        return transformations(env)
                .map(
                        transformation ->
                                new JobDescription.Operator(
                                        transformation.getUid(), transformation.getName()))
                .toList();
    }

    /** Those with a uid, sources first. */
    private static Stream<Transformation<?>> transformations(StreamExecutionEnvironment env) {
        return env.getTransformations().stream()
                .flatMap(end -> end.getTransitivePredecessors().stream())
                .distinct()
                .filter(transformation -> transformation.getUid() != null)
                .sorted(Comparator.comparingInt(Transformation::getId))
                .map(transformation -> transformation);
    }

    private static List<JobDescription.FeatureColumn> columns(
            ModelSpec spec, RowType featured, List<Feature> features) {
        List<JobDescription.FeatureColumn> columns = new ArrayList<>();
        for (Feature feature : features) {
            columns.add(
                    new JobDescription.FeatureColumn(
                            feature.name(),
                            feature.type().asSummaryString(),
                            feature.view(),
                            feature.window()));
        }
        for (LookupSpec lookup : spec.lookups()) {
            for (String column : lookup.columns()) {
                String name = lookup.name() + "_" + column;
                boolean known = columns.stream().anyMatch(feature -> feature.name().equals(name));
                if (!known) {
                    String type =
                            featured.getTypeAt(featured.getFieldIndex(name)).asSummaryString();
                    columns.add(new JobDescription.FeatureColumn(name, type, lookup.name(), null));
                }
            }
        }
        return columns;
    }

    private static List<String> warnings(StreamExecutionEnvironment env, ScriptPlan plan) {
        List<String> warnings = new ArrayList<>();
        if (!plan.writes(VirtualTable.REJECTED)) {
            warnings.add(
                    plan.file()
                            + ": no INSERT reads the table rejected: rows that cannot be processed"
                            + " are counted (metric rejectedRows) and dropped");
        }
        transformations(env)
                .filter(Description::isKeyedByThePlanner)
                .forEach(
                        operator ->
                                warnings.add(
                                        plan.file()
                                                + ": "
                                                + operator.getUid()
                                                + " keeps state for a query of yours, bound to the"
                                                + " plan that Flink made of it; a savepoint of it"
                                                + " may not fit when the query changes"));
        return warnings;
    }

    /** Joins, aggregates and the like; the planner's prefixes are those of SqlTables. */
    private static boolean isKeyedByThePlanner(Transformation<?> transformation) {
        String uid = transformation.getUid();
        boolean planned = uid.startsWith("table-") || uid.startsWith("sink-");
        return planned && isKeyed(transformation);
    }

    private static boolean isKeyed(Transformation<?> transformation) {
        if (transformation instanceof OneInputTransformation<?, ?> one) {
            return one.getStateKeySelector() != null;
        }
        return transformation instanceof TwoInputTransformation<?, ?, ?> two
                && two.getStateKeySelector1() != null;
    }
}
