package io.millrace.inference.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.inference.fixture.TestModels;
import io.millrace.inference.lineup.LineupBytes;
import io.millrace.inference.session.SessionCache;
import io.millrace.inference.stage.ScoringStage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.annotation.Nullable;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierHarnessTest {

    private static final OutputTag<RowData> REFUSED =
            new OutputTag<>("refused", InternalTypeInfo.of(RegistryTable.refusedType()));

    @TempDir private Path folder;

    private Plant plant;
    private OneInputStreamOperatorTestHarness<RowData, RowData> verifier;

    @BeforeEach
    void begin() throws Exception {
        plant = new Plant(folder);
        for (String version : List.of("1", "2", "3")) {
            plant.model(version, TestModels.linear(Plant.FEATURES, version.hashCode()));
        }
        open(null);
    }

    private void open(@Nullable OperatorSubtaskState state) throws Exception {
        RegistryPlan plan =
                new RegistryPlan(
                        Plant.TABLE, plant.plan("1"), Plant.ROWS, false, Duration.ofSeconds(9));
        verifier =
                new OneInputStreamOperatorTestHarness<>(
                        new VerifierOperatorFactory(plan, REFUSED),
                        InternalTypeInfo.of(Plant.TABLE.type()).toSerializer());
        verifier.setup(InternalTypeInfo.of(ScoringStage.LINEUPS).toSerializer());
        if (state != null) {
            verifier.initializeState(state);
        }
        verifier.open();
    }

    @AfterEach
    void end() throws Exception {
        verifier.close();
        await().atMost(Duration.ofSeconds(90))
                .until(() -> SessionCache.ofThisProcess().size() == 0);
    }

    private void change(RowData row) throws Exception {
        verifier.processElement(new StreamRecord<>(row));
    }

    /** Runs mails, as an idle task does, until something is true. */
    private void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(90))
                .pollInSameThread()
                .until(
                        () -> {
                            Optional<Mail> mail = verifier.getTaskMailbox().tryTake(0);
                            while (mail.isPresent()) {
                                mail.get().run();
                                mail = verifier.getTaskMailbox().tryTake(0);
                            }
                            return condition.call();
                        });
    }

    /** The newest lineup: version and role. */
    private List<String> lineup() {
        return verifier.getOutput().stream()
                .filter(StreamRecord.class::isInstance)
                .map(record -> (RowData) ((StreamRecord<?>) record).getValue())
                .reduce((earlier, later) -> later)
                .map(row -> LineupBytes.lineup(row.getBinary(0)).entries())
                .orElse(List.of())
                .stream()
                .map(entry -> entry.version() + " " + entry.role().text())
                .toList();
    }

    private List<String> refused() {
        var records = verifier.getSideOutput(REFUSED);
        return records == null
                ? List.of()
                : records.stream().map(row -> row.getValue().getString(7).toString()).toList();
    }

    @Test
    void shouldFollowTheChangeLog() throws Exception {
        change(plant.row(RowKind.INSERT, "2", "challenger"));
        until(() -> lineup().equals(List.of("2 challenger")));
        change(plant.row(RowKind.UPDATE_BEFORE, "2", "challenger"));
        change(plant.row(RowKind.UPDATE_AFTER, "2", "champion"));
        assertThat(lineup()).containsExactly("2 champion");
        change(plant.row(RowKind.INSERT, "3", "challenger"));
        until(() -> lineup().size() == 2);
        change(plant.row(RowKind.DELETE, "3", "challenger"));
        assertThat(lineup()).containsExactly("2 champion");
        assertThat(refused()).isEmpty();
    }

    @Test
    void shouldForgetAVersionThatGetsAnotherName() throws Exception {
        change(plant.row(RowKind.INSERT, "2", "challenger"));
        until(() -> lineup().equals(List.of("2 challenger")));
        change(plant.row(RowKind.UPDATE_BEFORE, "2", "challenger"));
        change(plant.row(RowKind.UPDATE_AFTER, "3", "challenger"));
        until(() -> lineup().equals(List.of("3 challenger")));
    }

    @Test
    void shouldNotLookAtOtherModels() throws Exception {
        change(Plant.row(RowKind.INSERT, "fan", "2", "nonsense", "nonsense", "boss", null, null));
        until(() -> true);
        assertThat(refused()).isEmpty();
        assertThat(lineup()).isEmpty();
    }

    @Test
    void shouldHoldNoWatermarkBackAndPassNone() throws Exception {
        until(() -> !verifier.getOutput().isEmpty());
        verifier.processWatermark(new Watermark(5));
        verifier.processWatermarkStatus(WatermarkStatus.ACTIVE);

        assertThat(verifier.getOutput()).containsExactly(WatermarkStatus.IDLE);
    }

    /** A checkpoint between a change and its verification loses neither. */
    @Test
    void shouldVerifyAfterARestoreWhatItHadNotVerifiedBefore() throws Exception {
        change(plant.row(RowKind.INSERT, "2", "champion"));
        until(() -> lineup().equals(List.of("2 champion")));
        change(plant.row(RowKind.INSERT, "3", "challenger"));
        OperatorSubtaskState state = verifier.snapshot(1, 1);
        verifier.close();

        open(state);
        until(() -> lineup().equals(List.of("2 champion", "3 challenger")));
        assertThat(verifier.getOutput().stream().filter(StreamRecord.class::isInstance))
                .as("what was known, and what was found")
                .hasSize(2);
    }

    @Test
    void shouldNotReportARefusalAgainAfterARestore() throws Exception {
        change(plant.row(RowKind.INSERT, "2", "boss"));
        RowData gone =
                Plant.row(
                        RowKind.INSERT,
                        "pump",
                        "4",
                        "file:///none.onnx",
                        "0".repeat(64),
                        "champion",
                        null,
                        null);
        change(gone);
        until(() -> refused().size() == 2);
        OperatorSubtaskState state = verifier.snapshot(1, 1);
        verifier.close();

        open(state);
        until(() -> !verifier.getOutput().isEmpty());
        change(gone);
        until(() -> refused().size() == 1);
        assertThat(refused().get(0)).contains("there is no such model file");
    }

    @Test
    void shouldSayAllBeforeItEnds() throws Exception {
        change(plant.row(RowKind.INSERT, "2", "champion"));
        verifier.endInput();

        assertThat(lineup()).containsExactly("2 champion");
    }
}
