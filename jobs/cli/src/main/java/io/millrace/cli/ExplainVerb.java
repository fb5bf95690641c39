package io.millrace.cli;

import io.millrace.cli.cluster.Complaint;
import io.millrace.cli.terminal.TextTable;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelCards;
import io.millrace.scoring.JobDescription;
import io.millrace.scoring.JobState;
import io.millrace.scoring.Purpose;
import io.millrace.scoring.ScoringJob;
import io.millrace.scoring.spec.ModelSection;
import io.millrace.scoring.spec.SpecReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.annotation.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a job would be. */
@Command(
        name = "explain",
        description =
                "Shows the operators with their uids, the features with their types, the tables"
                        + " that are written, and what the model takes and gives.")
final class ExplainVerb extends Verb {

    private static final double MOST_ROWS = 1e9;
    private static final JobState NOTHING_KEPT = new JobState(List.of(), List.of(), 0);

    @Mixin private JobOptions job;
    @Mixin private PurposeOption purpose;

    @Option(
            names = "--rows-per-hour",
            paramLabel = "NUMBER",
            description =
                    "Rows of one key in each source, by which bytes per key are told; 60 by default.")
    private double rowsPerHour = 60;

    @Option(
            names = "--from-savepoint",
            paramLabel = "PATH",
            description =
                    "Says what becomes of each view's state when the job starts from this savepoint;"
                            + " the exit code is 1 if it would not start.")
    private @Nullable String savepoint;

    @Override
    public Integer call() {
        JobDescription described =
                ValidateVerb.describe(job, job.tables("live.sql"), purpose.purpose());
        operators(described);
        features(described);
        JobState state = purpose.purpose() == Purpose.SCORE ? state() : NOTHING_KEPT;
        section("Writes to");
        described.inserts().forEach(table -> out().println("  " + table));
        model();
        if (!described.warnings().isEmpty()) {
            section("Warnings");
            described.warnings().forEach(warning -> out().println("  " + warning));
        }
        return state.fates().stream().anyMatch(JobState.Fate::refused) ? 1 : 0;
    }

    private JobState state() {
        if (!(rowsPerHour > 0 && rowsPerHour <= MOST_ROWS)) {
            throw new Complaint("--rows-per-hour " + rowsPerHour + ": more than 0, at most 1e9");
        }
        JobState state;
        try {
            state =
                    ScoringJob.read(
                                    job.folder(),
                                    job.tables("live.sql"),
                                    job.environment(),
                                    Purpose.SCORE)
                            .state(ValidateVerb.environment(Purpose.SCORE), rowsPerHour, savepoint);
        } catch (IOException e) {
            throw new Complaint(
                    "--from-savepoint "
                            + savepoint
                            + ": no savepoint can be read there (its directory has a file"
                            + " _metadata): "
                            + e.getMessage(),
                    e);
        }
        sizes(state);
        if (savepoint != null) {
            fates(state);
        }
        return state;
    }

    private void sizes(JobState state) {
        TextTable table =
                new TextTable().row("entity", "view", "windows", "rows", "bytes exact", "by tiles");
        for (JobState.ViewSize view : state.views()) {
            table.row(
                    view.entity(),
                    view.view(),
                    view.isTiled() ? "hop " + view.hop() : "exact",
                    "%,d".formatted(view.rows()),
                    "%,d".formatted(view.exact()),
                    view.tiled() == 0
                            ? "no: the source changes rows"
                            : "%,d (hop %s)".formatted(view.tiled(), view.hop()));
        }
        section(
                "State of one key with full windows, at %s rows an hour; serialized, as in a savepoint"
                        .formatted(
                                BigDecimal.valueOf(rowsPerHour)
                                        .stripTrailingZeros()
                                        .toPlainString()));
        print(table);
    }

    private void fates(JobState state) {
        TextTable table = new TextTable().row("entity", "view", "state");
        state.fates().forEach(fate -> table.row(fate.entity(), fate.view(), fate.outcome()));
        section("From the savepoint " + savepoint);
        print(table);
        if (state.strangers() > 0) {
            out().printf(
                            "  %d operators of the savepoint are not in this job: their state is left"
                                    + " out only if execution.state-recovery.ignore-unclaimed-state"
                                    + " is true%n",
                            state.strangers());
        }
    }

    private void operators(JobDescription described) {
        TextTable table = new TextTable().row("uid", "name");
        described.operators().forEach(one -> table.row(one.uid(), one.name()));
        section("Operators, sources first");
        print(table);
    }

    private void features(JobDescription described) {
        TextTable table = new TextTable().row("feature", "type", "from", "window");
        for (JobDescription.FeatureColumn feature : described.features()) {
            String window = feature.window() == null ? "" : feature.window();
            table.row(feature.name(), feature.type(), feature.origin(), window);
        }
        section("Features");
        print(table);
    }

    private void model() {
        ModelSection model =
                SpecReader.read(job.folder().resolve("features.yaml"), job.environment()).model();
        Path file = job.folder().resolve(model.card());
        if (!Files.exists(file)) {
            section("Model");
            out().println("  no card yet at " + file + "; `millrace train` writes one");
            return;
        }
        ModelCard card = ModelCards.read(file);
        section("Model " + card.name() + ", version " + card.version());
        TextTable table = new TextTable();
        card.inputs().forEach(input -> table.row("takes", input.name(), "" + input.type()));
        card.outputs().forEach(output -> table.row("gives", output.name(), "" + output.meaning()));
        print(table);
    }

    private void section(String title) {
        out().println();
        out().println(title);
    }

    private void print(TextTable table) {
        table.lines().forEach(line -> out().println("  " + line));
    }
}
