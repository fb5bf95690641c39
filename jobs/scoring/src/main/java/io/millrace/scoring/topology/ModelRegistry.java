package io.millrace.scoring.topology;

import io.millrace.inference.registry.RegistryStage;
import io.millrace.inference.registry.RegistryTable;
import io.millrace.inference.stage.ScoringPlan;
import io.millrace.inference.stage.SwitchingPlan;
import io.millrace.scoring.spec.ModelSection;
import io.millrace.scoring.spec.ModelSpec;
import io.millrace.scoring.spec.Problem;
import io.millrace.scoring.spec.Problems;
import io.millrace.scoring.sql.TableStream;
import org.apache.flink.table.types.logical.RowType;

/** Puts a model behind its input whose versions come from a table. */
final class ModelRegistry {

    private final ModelSpec spec;
    private final ScriptPlan script;
    private final Rejections rejections;
    private final Problems problems;

    ModelRegistry(ModelSpec spec, ScriptPlan script, Rejections rejections, Problems problems) {
        this.spec = spec;
        this.script = script;
        this.rejections = rejections;
        this.problems = problems;
    }

    /** The tables {@code scored} and {@code shadow_scored}. */
    record Tables(TableStream scored, TableStream shadow) {}

    /**
     * Adds verifier and model.
     *
     * @param folder the model to begin with
     * @param registry the table of the versions
     * @throws io.millrace.scoring.spec.SpecException with what is wrong with the registry
     */
    Tables apply(ScoringPlan folder, TableStream input, TableStream registry) {
        ModelSection model = spec.model();
        SwitchingPlan plan =
                new SwitchingPlan(
                        folder, model.canaryKey(), script.writes(VirtualTable.SHADOW_SCORED));
        RegistryTable table = new RegistryTable(registry.name(), registry.type());
        check(plan, table, input);
        RegistryStage.Output output =
                RegistryStage.apply(
                        plan,
                        input.rows(),
                        input.type(),
                        table,
                        registry.rows(),
                        model.verifyTimeout());
        RowType type = plan.outputType(input.type());
        rejections.add(
                "model", spec.name(), plan.rejectedType(input.type()), output.scored().rejected());
        rejections.addRefused(registry.name(), RegistryTable.refusedType(), output.refused());
        return new Tables(
                TableStream.of(VirtualTable.SCORED, type, output.scored().rows(), input.rowtime()),
                TableStream.of(
                        VirtualTable.SHADOW_SCORED,
                        type,
                        output.scored().shadow(),
                        input.rowtime()));
    }

    private void check(SwitchingPlan plan, RegistryTable table, TableStream input) {
        table.problems(plan.canaryKey() != null).forEach(problem -> report("registry", problem));
        plan.columnProblems(input.type())
                .forEach(
                        problem ->
                                report(
                                        problem.startsWith("canary_key") ? "canary_key" : "input",
                                        problem.replaceFirst("^canary_key: ", "")));
        if (table.hasEffectiveAt() && input.rowtime() == null) {
            report(
                    "registry",
                    "effective_at is event time, and the model's input "
                            + input.name()
                            + " has no row time: SELECT the spine's time column in that view too");
        }
        problems.throwIfAny();
    }

    private void report(String key, String message) {
        String path = "model." + key;
        problems.add(
                Problem.at(
                        spec.positions().at(path),
                        script.mask(spec.masking().mask(path + ": " + message))));
    }
}
