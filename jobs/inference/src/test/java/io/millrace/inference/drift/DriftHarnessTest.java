package io.millrace.inference.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.inference.card.ColumnBaseline;
import io.millrace.inference.card.Meaning;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelInput;
import io.millrace.inference.card.ModelOutput;
import io.millrace.inference.stage.EventTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

class DriftHarnessTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final List<Double> UNIFORM =
            IntStream.rangeClosed(0, 10).mapToObj(i -> i / 10.0).toList();
    private static final RowType SCORED =
            RowType.of(
                    new LogicalType[] {
                        new DoubleType(), new FloatType(), new VarCharType(10), new BigIntType()
                    },
                    new String[] {"volt", "score", "model_version", "at"});
    private static final DriftPlan PLAN =
            new DriftPlan(
                    new ModelCard(
                            "pump",
                            "1",
                            null,
                            null,
                            null,
                            List.of(ModelInput.ofFloat("volt")),
                            List.of(ModelOutput.ofFloat("score", Meaning.SCORE)),
                            List.of(),
                            null,
                            List.of(
                                    new ColumnBaseline("volt", 0.5, UNIFORM),
                                    new ColumnBaseline("score", 0, UNIFORM))),
                    List.of("volt"),
                    "at",
                    Duration.ofHours(1),
                    0.25,
                    0.1,
                    100);

    /** A row that came out. */
    private record Report(
            long start,
            String version,
            String column,
            long rows,
            Double psi,
            double nulls,
            boolean drifted) {}

    @Test
    void shouldAddUpWhatSubtasksCountedThroughRestoresAndRescaling() throws Exception {
        Random random = new Random(3);
        long[] counts = new long[10];
        long missing = 0;
        OperatorSubtaskState left;
        OperatorSubtaskState right;
        try (Harness first = counter(0, 2, null);
                Harness second = counter(1, 2, null)) {
            for (int i = 0; i < 1_000; i++) {
                Double volt = random.nextInt(4) == 0 ? null : random.nextDouble() / 2;
                missing += volt == null ? 1 : 0;
                if (volt != null) {
                    counts[(int) Math.floor(volt * 10)]++;
                }
                (i % 3 == 0 ? first : second).row(random.nextInt((int) HOUR), volt, 0.5f, "1");
            }
            left = first.flink.snapshot(1, 1);
            right = second.flink.snapshot(1, 1);
        }
        OperatorSubtaskState both = AbstractStreamOperatorTestHarness.repackageState(left, right);
        try (Harness one = counter(0, 1, both);
                Harness reporter = reporter()) {
            one.row(0, 0.05, 0.5f, "1");
            counts[0]++;
            one.flink.processWatermark(HOUR - 2);
            assertThat(one.flink.extractOutputValues()).isEmpty();
            one.flink.processWatermark(HOUR - 1);
            reporter.take(one);
            OperatorSubtaskState reported = reporter.flink.snapshot(2, 2);
            try (Harness again = reporter(reported)) {
                again.flink.processWatermark(HOUR - 1);

                List<Report> reports = again.reports();

                double psi = Bins.of(UNIFORM).stabilityIndex(counts);
                assertThat(reports).hasSize(2);
                assertThat(reports.get(0).psi()).isCloseTo(psi, within(1e-12)).isGreaterThan(1);
                assertThat(reports.get(0).rows()).isEqualTo(1_001);
                assertThat(reports.get(0).nulls()).isEqualTo(missing / 1001.0);
                assertThat(reports.get(0).column()).isEqualTo("volt");
                assertThat(reports.get(1).column()).isEqualTo("score");
                assertThat(reports).extracting(Report::start).containsOnly(0L);
                assertThat(reports).extracting(Report::drifted).containsOnly(true);
            }
        }
    }

    @Test
    void shouldReportVersionsAndStretchesByThemselves() throws Exception {
        try (Harness counter = counter(0, 1, null);
                Harness reporter = reporter()) {
            counter.row(10, 0.5, 0.5f, "1");
            counter.row(20, 0.5, 0.5f, "2");
            counter.row(HOUR + 5, 0.5, 0.5f, "2");
            counter.flink.processWatermark(2 * HOUR);
            counter.row(HOUR - 1, 0.5, 0.5f, "2");
            counter.flink.processWatermark(3 * HOUR);
            reporter.take(counter);
            reporter.flink.processWatermark(3 * HOUR);

            assertThat(reporter.reports())
                    .extracting(
                            report ->
                                    report.start() / HOUR
                                            + " "
                                            + report.version()
                                            + " "
                                            + report.column()
                                            + " "
                                            + report.rows())
                    .containsExactly(
                            "0 1 volt 1",
                            "0 1 score 1",
                            "0 2 volt 1",
                            "0 2 score 1",
                            "1 2 volt 1",
                            "1 2 score 1");
            assertThat(reporter.reports()).extracting(Report::drifted).containsOnly(false);
        }
    }

    @Test
    void shouldCompareTheShareOfMissingValues() throws Exception {
        try (Harness counter = counter(0, 1, null);
                Harness reporter = reporter()) {
            for (int i = 0; i < 200; i++) {
                counter.row(i, i % 20 == 0 ? 0.5 : Double.NaN, (i % 100) / 100f, "1");
            }
            counter.flink.processWatermark(HOUR);
            reporter.take(counter);
            reporter.flink.processWatermark(HOUR);

            assertThat(reporter.reports().get(0).nulls()).isEqualTo(0.95);
            assertThat(reporter.reports()).extracting(Report::drifted).containsExactly(true, false);
        }
    }

    private static Harness counter(int subtask, int parallelism, OperatorSubtaskState state)
            throws Exception {
        List<Measured> columns = PLAN.measured(SCORED);
        return new Harness(
                new OneInputStreamOperatorTestHarness<>(
                        new DriftCounter(columns, HOUR, SCORED, EventTime.of("at", SCORED), 2),
                        2,
                        parallelism,
                        subtask,
                        InternalTypeInfo.of(SCORED).toSerializer(),
                        new OperatorID(1, 1)),
                TallyBook.ENTRY,
                state);
    }

    private static Harness reporter() throws Exception {
        return reporter(null);
    }

    private static Harness reporter(OperatorSubtaskState state) throws Exception {
        return new Harness(
                new OneInputStreamOperatorTestHarness<>(
                        new DriftReporter(PLAN.measured(SCORED), PLAN),
                        InternalTypeInfo.of(TallyBook.ENTRY).toSerializer()),
                DriftPlan.outputType(),
                state);
    }

    private static final class Harness implements AutoCloseable {
        private final OneInputStreamOperatorTestHarness<RowData, RowData> flink;

        Harness(
                OneInputStreamOperatorTestHarness<RowData, RowData> flink,
                RowType output,
                OperatorSubtaskState state)
                throws Exception {
            this.flink = flink;
            flink.setup(InternalTypeInfo.of(output).toSerializer());
            if (state != null) {
                flink.initializeState(state);
            }
            flink.open();
        }

        void row(long time, Double volt, float score, String version) throws Exception {
            GenericRowData row =
                    GenericRowData.of(volt, score, StringData.fromString(version), time);
            flink.processElement(new StreamRecord<>(row));
        }

        void take(Harness counter) throws Exception {
            for (RowData entry : counter.flink.extractOutputValues()) {
                flink.processElement(new StreamRecord<>(entry, 0));
            }
        }

        List<Report> reports() {
            List<Report> reports = new ArrayList<>();
            for (RowData row : flink.extractOutputValues()) {
                reports.add(
                        new Report(
                                row.getTimestamp(0, 3).getMillisecond(),
                                row.getString(3).toString(),
                                row.getString(4).toString(),
                                row.getLong(5),
                                row.isNullAt(6) ? null : row.getDouble(6),
                                row.getDouble(7),
                                row.getBoolean(9)));
            }
            return reports;
        }

        @Override
        public void close() throws Exception {
            flink.close();
        }
    }
}
