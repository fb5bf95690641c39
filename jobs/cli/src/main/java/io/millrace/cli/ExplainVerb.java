package io.millrace.cli;

import io.millrace.cli.terminal.TextTable;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelCards;
import io.millrace.scoring.JobDescription;
import io.millrace.scoring.spec.ModelSection;
import io.millrace.scoring.spec.SpecReader;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what a job would be. */
@Command(
        name = "explain",
        description =
                "Shows the operators with their uids, the features with their types, the tables"
                        + " that are written, and what the model takes and gives.")
final class ExplainVerb extends Verb {

    @Mixin private JobOptions job;
    @Mixin private PurposeOption purpose;

    @Override
    public Integer call() {
        JobDescription described =
                ValidateVerb.describe(job, job.tables("live.sql"), purpose.purpose());
        operators(described);
        features(described);
        section("Writes to");
        described.inserts().forEach(table -> out().println("  " + table));
        model();
        if (!described.warnings().isEmpty()) {
            section("Warnings");
            described.warnings().forEach(warning -> out().println("  " + warning));
        }
        return 0;
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
