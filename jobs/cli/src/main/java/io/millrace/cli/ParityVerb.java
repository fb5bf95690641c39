package io.millrace.cli;

import io.millrace.cli.cluster.Complaint;
import io.millrace.cli.cluster.LocalCluster;
import io.millrace.cli.parity.ParityFile;
import io.millrace.cli.parity.ParityText;
import io.millrace.cli.terminal.Interruption;
import io.millrace.scoring.Purpose;
import io.millrace.scoring.ScoringJob;
import io.millrace.scoring.parity.LoggedExtent;
import io.millrace.scoring.parity.ParityComparison;
import io.millrace.scoring.parity.ParityReport;
import io.millrace.scoring.parity.ParityRequest;
import io.millrace.scoring.parity.Stretch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Recomputes logged features from history and compares. */
@Command(
        name = "parity",
        description = {
            "Recomputes features that the live job has logged from history, and says feature by"
                    + " feature how many are equal, bit for bit unless a tolerance is given.",
            "The log is a table that the live job wrote (INSERT INTO ... SELECT ... FROM featured,"
                    + " from scored, or from a view over them), with the features under their own"
                    + " names; --tables or --log declares it. Rows are paired by the keys of the"
                    + " entities and the spine's event time, or by --match; rows that share them"
                    + " are paired as a multiset.",
            "Without --from and --until the stretch is from the log's first event time to its last.",
            "The exit code is 1 when more is not equal than --allowed."
        })
final class ParityVerb extends Verb {

    @Mixin private JobOptions job;
    @Mixin private HistoryOptions history;
    @Mixin private ParityOptions options;
    @Mixin private ClusterOptions flink;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "A SQL file that declares the log, if the one of --tables does not.")
    private Path log;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Writes the report there too: .json with everything, .csv by feature.")
    private Path file;

    @Override
    public Integer call() {
        options.check();
        if (file != null) {
            ParityFile.check(file);
        }
        ScoringJob features = read();
        long started = System.nanoTime();
        try (Interruption ctrlC = Interruption.listen();
                LocalCluster cluster = flink.start(BatchRun.ONCE)) {
            BatchRun run = new BatchRun(ctrlC, this::say);
            Optional<ParityReport> report = compare(features, cluster, run);
            if (report.isEmpty()) {
                say("Stopped; nothing was compared.");
                return 1;
            }
            Duration time = Duration.ofNanos(System.nanoTime() - started);
            return judge(report.get(), "%.1f s".formatted(time.toMillis() / 1e3));
        }
    }

    private ScoringJob read() {
        Map<String, String> environment = job.environment();
        history.addTo(environment);
        // what the SQL file writes is left out, but its tables are declared beside the others
        environment.putIfAbsent("TRAINING_SET", "not-written");
        environment.putIfAbsent("HISTORY_END", "1970-01-01 00:00:00");
        List<Path> files = new ArrayList<>(List.of(job.tables("history.sql")));
        if (log != null) {
            files.add(job.existing(log));
        }
        return ScoringJob.read(job.folder(), files, environment, Purpose.TRAINING_SET);
    }

    /** Empty when somebody stopped it. */
    private Optional<ParityReport> compare(
            ScoringJob features, LocalCluster cluster, BatchRun run) {
        ParityRequest request = options.request();
        String name = features.spec().name();
        StreamExecutionEnvironment times = cluster.environment(RuntimeExecutionMode.BATCH);
        LoggedExtent extent = features.extent(times, request);
        if (!run.follow(cluster.submit(times, name + " times of the log"))) {
            return Optional.empty();
        }
        Stretch logged = extent.stretch().orElseThrow(this::nothingLogged);
        Stretch stretch = options.stretch(logged);
        say("Compares " + options.logged() + " with history, " + stretch);
        StreamExecutionEnvironment env = cluster.environment(RuntimeExecutionMode.BATCH);
        ParityComparison comparison = features.compare(env, request.over(stretch));
        return run.follow(cluster.submit(env, name + " parity"))
                ? Optional.of(comparison.report())
                : Optional.empty();
    }

    private Complaint nothingLogged() {
        return new Complaint(
                "table %s has no row with an event time %s; there is nothing to compare"
                        .formatted(options.logged(), options.stretchText()));
    }

    private int judge(ParityReport report, String time) {
        ParityText.of(report).forEach(line -> out().println(line));
        if (file != null) {
            ParityFile.write(report, file);
        }
        List<String> complaints = options.verdict().complaints(report);
        out().println();
        if (complaints.isEmpty()) {
            say("Live and history agree (%s).".formatted(time));
            return 0;
        }
        complaints.forEach(this::say);
        say("Live and history do not agree (%s).".formatted(time));
        return 1;
    }
}
