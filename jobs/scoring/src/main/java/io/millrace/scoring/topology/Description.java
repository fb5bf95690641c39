package io.millrace.scoring.topology;

import io.millrace.features.plan.Feature;
import io.millrace.scoring.JobDescription;
import io.millrace.scoring.spec.LookupSpec;
import io.millrace.scoring.spec.ModelSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
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
                warnings(plan));
    }

    private static List<JobDescription.Operator> operators(StreamExecutionEnvironment env) {
        return env.getTransformations().stream()
                .flatMap(end -> end.getTransitivePredecessors().stream())
                .distinct()
                .filter(transformation -> transformation.getUid() != null)
                .sorted(Comparator.comparingInt(Transformation::getId))
                .map(
                        transformation ->
                                new JobDescription.Operator(
                                        transformation.getUid(), transformation.getName()))
                .toList();
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

    private static List<String> warnings(ScriptPlan plan) {
        List<String> warnings = new ArrayList<>();
        if (!plan.writes(VirtualTable.REJECTED)) {
            warnings.add(
                    plan.file()
                            + ": no INSERT reads the table rejected: rows that cannot be processed"
                            + " are counted (metric rejectedRows) and dropped");
        }
        return warnings;
    }
}
