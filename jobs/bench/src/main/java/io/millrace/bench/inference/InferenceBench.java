package io.millrace.bench.inference;

import io.millrace.bench.measure.Machine;
import io.millrace.bench.measure.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.annotation.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code inference}: the scoring stage beside ONNX Runtime alone. */
@Command(
        name = "inference",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "What a row costs the scoring stage, chained behind rows in memory at parallelism 1,"
                    + " and what it costs ONNX Runtime alone in batches of 128.",
            "All run in this JVM, by turns; the first round is thrown away."
        })
public final class InferenceBench implements Callable<Integer> {

    @Spec private CommandSpec self;

    @Option(
            names = "--models",
            split = ",",
            defaultValue = "gbdt,mlp,wide-array,wide-columns",
            description = "Default: $${DEFAULT-VALUE}.")
    private List<String> models;

    @Option(
            names = "--contenders",
            split = ",",
            defaultValue = "BARE,SOURCE,PLAIN_MAP,STAGE,CHECKPOINTED",
            description = "BARE and SOURCE must be among them; default: $${DEFAULT-VALUE}.")
    private List<Contender> contenders;

    @Option(
            names = "--seconds",
            defaultValue = "1",
            description =
                    "Processor time of a run, about; a fifth of it comes before, unmeasured;"
                            + " default: $${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Rounds that are measured; default: $${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--checkpoints",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Between two checkpoints, by the clock; default: $${DEFAULT-VALUE}.")
    private int checkpoints;

    @Option(
            names = "--together",
            paramLabel = "ROWS",
            defaultValue = "32",
            description =
                    "Rows that the source emits in one turn of the task; default: $${DEFAULT-VALUE}.")
    private int together;

    @Option(
            names = "--append",
            paramLabel = "FILE",
            description = "Adds the report to this file too, as a section.")
    private @Nullable Path file;

    @Override
    public Integer call() throws Exception {
        List<String> text = new ArrayList<>(Machine.describe());
        try (Arena arena = Arena.start(Duration.ofSeconds(checkpoints), together)) {
            for (Subject subject : Subject.values()) {
                if (models.contains(subject.id())) {
                    text.add("");
                    text.add(subject.title());
                    text.addAll(measure(arena, subject).lines());
                }
            }
        }
        text.add("");
        text.add(Machine.load());
        text.forEach(self.commandLine().getOut()::println);
        self.commandLine().getOut().flush();
        Section.append(file, "the scoring stage beside ONNX Runtime alone", text);
        return 0;
    }

    private InferenceReport measure(Arena arena, Subject subject) throws Exception {
        InferenceReport report = new InferenceReport();
        Map<Contender, Long> rows = new EnumMap<>(Contender.class);
        for (int round = 0; round <= rounds; round++) {
            Map<Contender, Outcome> outcomes = new EnumMap<>(Contender.class);
            List<Contender> order = new ArrayList<>(Arrays.asList(Contender.values()));
            order.retainAll(contenders);
            if (round % 2 == 0) {
                Collections.reverse(order);
            }
            for (Contender contender : order) {
                long count = rows.getOrDefault(contender, subject.firstRows());
                Outcome outcome = arena.run(subject, contender, count / 5, count);
                outcomes.put(contender, outcome);
                rows.put(contender, (long) (outcome.rateWithoutCompiler() * seconds));
                progress(subject, round, contender, outcome);
            }
            if (round > 0) {
                report.add(outcomes);
            }
        }
        return report;
    }

    private void progress(Subject subject, int round, Contender contender, Outcome outcome) {
        self.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "%s, round %d of %d  %-28s %,10.0f ns of CPU a row%n",
                        subject.id(),
                        round,
                        rounds,
                        contender.title(),
                        outcome.nanos());
        self.commandLine().getErr().flush();
    }
}
