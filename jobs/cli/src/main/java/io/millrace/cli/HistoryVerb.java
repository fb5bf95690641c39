package io.millrace.cli;

import io.millrace.cli.cluster.Complaint;
import io.millrace.cli.training.HistoryNote;
import io.millrace.local.plant.PlantHistory;
import io.millrace.local.plant.PlantSettings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the simulated plant's past. */
@Command(
        name = "history",
        description = {
            "Writes the history of the example's simulated plant: JSON lines, a directory a table.",
            "The same options give the same bytes. `training-set --history` reads it."
        })
final class HistoryVerb extends Verb {

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIRECTORY",
            description = "Where the tables go; they must not be there yet.")
    private Path output;

    @Option(
            names = "--machines",
            paramLabel = "NUMBER",
            defaultValue = "100",
            description = "How many; ${DEFAULT-VALUE} if not given.")
    private int machines;

    @Option(
            names = "--days",
            paramLabel = "NUMBER",
            defaultValue = "90",
            description = "How long; ${DEFAULT-VALUE} if not given.")
    private int days;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Another plant. The demo's machines are others in any case.")
    private Long seed;

    private long percent = -10;

    @Override
    public Integer call() throws IOException {
        PlantSettings plant =
                PlantSettings.history().withMachines(machines).withSpan(Duration.ofDays(days));
        if (seed != null) {
            plant = plant.withSeed(seed);
        }
        try {
            PlantHistory.Account account = PlantHistory.write(output, plant, this::progress);
            HistoryNote.write(output, account.until());
            account.rows()
                    .forEach((table, rows) -> out().printf("%,12d  %s%n", rows, table.sqlName()));
            say("in " + output);
            return 0;
        } catch (FileAlreadyExistsException e) {
            throw new Complaint(e.getMessage(), e);
        }
    }

    /** A line every tenth of the way. */
    private void progress(long done, long total, String what) {
        long now = total == 0 ? 100 : 100 * done / total;
        if (now >= percent + 10 || done == total) {
            percent = now;
            say("%3d %%  %s".formatted(now, what));
        }
    }
}
