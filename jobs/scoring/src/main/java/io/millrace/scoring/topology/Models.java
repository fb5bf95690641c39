package io.millrace.scoring.topology;

import io.millrace.inference.card.InvalidCardException;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelCards;
import io.millrace.inference.drift.DriftPlan;
import io.millrace.inference.drift.DriftStage;
import io.millrace.inference.session.BareModel;
import io.millrace.inference.session.ModelRefusedException;
import io.millrace.inference.session.ModelStore;
import io.millrace.inference.stage.ExplainPlan;
import io.millrace.inference.stage.ScoringPlan;
import io.millrace.inference.stage.ScoringStage;
import io.millrace.inference.stage.StageOutput;
import io.millrace.scoring.spec.DriftSection;
import io.millrace.scoring.spec.ExplainSection;
import io.millrace.scoring.spec.ModelSection;
import io.millrace.scoring.spec.ModelSpec;
import io.millrace.scoring.spec.Position;
import io.millrace.scoring.spec.Problem;
import io.millrace.scoring.spec.Problems;
import io.millrace.scoring.sql.SqlTables;
import io.millrace.scoring.sql.TableStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.Nullable;

/**
 * Puts the model behind its input. Everything that can be wrong between the two is found while the
 * job is planned: columns, types, the file's SHA-256, its signature, the card's golden rows.
 */
final class Models {

    private static final Pattern QUOTED = Pattern.compile("[\"']([^\"']*)[\"']");

    private final SqlTables sql;
    private final ModelSpec spec;
    private final ScriptPlan script;
    private final Path folder;
    private final Rejections rejections;
    private final Problems problems;

    Models(
            SqlTables sql,
            ModelSpec spec,
            ScriptPlan script,
            Path folder,
            Rejections rejections,
            Problems problems) {
        this.sql = sql;
        this.spec = spec;
        this.script = script;
        this.folder = folder;
        this.rejections = rejections;
        this.problems = problems;
    }

    /**
     * Adds the model.
     *
     * @param registry table of the model's versions; null: it has one
     * @return the table {@code scored}, and how it came to be
     * @throws io.millrace.scoring.spec.SpecException with everything that is wrong so far
     */
    Scored score(Flow flow, @Nullable TableStream registry) {
        TableStream input = input(flow);
        ScoringPlan plan = plan(input);
        problems.throwIfAny();
        if (registry != null) {
            ModelRegistry versions = new ModelRegistry(spec, script, rejections, problems);
            ModelRegistry.Tables tables = versions.apply(plan, input, registry);
            return new Scored(plan, tables.scored(), tables.shadow());
        }
        StageOutput scored = ScoringStage.apply(plan, input.rows(), input.type());
        rejections.add("model", spec.name(), plan.rejectedType(input.type()), scored.rejected());
        TableStream table =
                TableStream.of(
                        VirtualTable.SCORED,
                        plan.outputType(input.type()),
                        scored.rows(),
                        input.rowtime());
        return new Scored(plan, table, null);
    }

    /**
     * The table {@code scored} and the plan behind it.
     *
     * @param shadow the table {@code shadow_scored}; null without a registry
     */
    record Scored(ScoringPlan plan, TableStream table, @Nullable TableStream shadow) {}

    /**
     * Adds the comparison of scored rows with the card's baseline.
     *
     * @return the table {@code drift}
     * @throws io.millrace.scoring.spec.SpecException when there is nothing to compare with
     */
    TableStream drift(Scored scored) {
        DriftSection section = spec.model().driftOrDefaults();
        String time = scored.table().rowtime();
        if (time == null) {
            report(
                    spec.positions().at("model"),
                    "model: drift is measured by event time, and the model's input has no row time;"
                            + " declare a WATERMARK on the spine, and keep its column in the view");
        }
        DriftPlan plan =
                new DriftPlan(
                        scored.plan().card(),
                        scored.plan().inputColumns(),
                        time,
                        section.window(),
                        section.psi(),
                        section.nullRate(),
                        section.minRows());
        TableStream table = scored.table();
        try {
            return TableStream.of(
                    VirtualTable.DRIFT,
                    DriftPlan.outputType(),
                    DriftStage.apply(plan, table.rows(), table.type(), "model_version"),
                    "window_end");
        } catch (IllegalArgumentException e) {
            report(spec.positions().at("model"), "model: " + e.getMessage());
            throw new AssertionError("reported problems end the planning", e);
        }
    }

    /** {@code featured}, or the user's view over it. */
    private TableStream input(Flow flow) {
        String name = spec.model().input();
        if (name.equals(VirtualTable.FEATURED)) {
            return flow.table(VirtualTable.FEATURED);
        }
        problems.throwIfAny();
        TableStream view;
        try {
            view = sql.read(name, "model-input", Map.of());
        } catch (RuntimeException e) {
            report(spec.positions().at("model.input"), "model.input: " + e.getMessage());
            throw new AssertionError("reported problems end the planning", e);
        }
        if (view.changelog()) {
            report(
                    spec.positions().at("model.input"),
                    "model.input: view "
                            + name
                            + " updates rows that were scored already; a view over featured may"
                            + " filter and compute, not aggregate or join");
        }
        return view;
    }

    private void report(Position position, String message) {
        problems.add(Problem.at(position, script.mask(spec.masking().mask(message))));
        problems.throwIfAny();
    }

    @Nullable
    private static ExplainPlan explain(ModelSection model) {
        ExplainSection section = model.explain();
        return section == null ? null : new ExplainPlan(section.top(), section.above());
    }

    private ScoringPlan plan(TableStream input) {
        ModelSection model = spec.model();
        URI onnx = uri(model.onnx());
        ModelStore store =
                new ModelStore(
                        Path.of(System.getProperty("java.io.tmpdir"), "millrace-models"),
                        ModelStore.DEFAULT_LIMIT);
        try {
            ScoringPlan plan =
                    ScoringPlan.of(onnx, card(onnx, store), model.inputs(), model.fill())
                            .withBatch(model.maxBatch(), model.maxLinger())
                            .withLatencyFrom(input.rowtime())
                            .withExplain(explain(model));
            plan.problems(input.type(), store).forEach(this::reportModel);
            return plan;
        } catch (ModelRefusedException e) {
            e.problems().forEach(this::reportModel);
        } catch (InvalidCardException e) {
            e.problems().forEach(this::reportModel);
        } catch (IOException e) {
            reportModel(onnx + " cannot be read: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            reportModel(String.valueOf(e.getMessage()));
        }
        problems.throwIfAny();
        throw new AssertionError("a model without a plan has a problem");
    }

    private void reportModel(String message) {
        Matcher quoted = QUOTED.matcher(message);
        Position position =
                quoted.find()
                        ? spec.positions().find("model", quoted.group(1))
                        : spec.positions().at("model");
        problems.add(Problem.at(position, "model: " + message));
    }

    /** The card, or what the file itself says when there is none. */
    private ModelCard card(URI onnx, ModelStore store) throws IOException, ModelRefusedException {
        Path card = folder.resolve(spec.model().card());
        return Files.exists(card)
                ? ModelCards.read(card)
                : BareModel.card(spec.name(), onnx, spec.model().inputs(), store);
    }

    /** A path is relative to the model's folder. */
    private URI uri(String file) {
        return file.contains("://")
                ? URI.create(file)
                : folder.resolve(file).toAbsolutePath().normalize().toUri();
    }
}
