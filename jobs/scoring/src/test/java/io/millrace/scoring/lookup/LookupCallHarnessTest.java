package io.millrace.scoring.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows {@code (machine INT, v DOUBLE)} ask a table {@code (id INT, name STRING)} for the name. */
class LookupCallHarnessTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final RowType INPUT =
            RowType.of(
                    new LogicalType[] {new IntType(), new DoubleType()},
                    new String[] {"machine", "v"});
    private static final RowType TABLE =
            RowType.of(
                    new LogicalType[] {new IntType(), VarCharType.STRING_TYPE},
                    new String[] {"id", "name"});

    private final FakeLookup table = new FakeLookup();
    private boolean nullOnFailure = true;
    private Duration timeout = LONG;
    private int retries;
    private long cacheRows;
    private Duration cacheTtl = LONG;
    private OneInputStreamOperatorTestHarness<RowData, RowData> operator;

    @AfterEach
    void close() throws Exception {
        if (operator != null) {
            operator.close();
        }
    }

    @Test
    void shouldAppendTheAnswerToTheRow() throws Exception {
        open();
        ask(7, 1.5);
        assertThat(answered()).containsExactly("7 1.5 name of 7");
    }

    @Test
    void shouldKeepTheOrderOfRowsWhoseAnswersComeLate() throws Exception {
        CompletableFuture<Collection<RowData>> first = table.later();
        open();
        ask(1, 0.1);
        ask(2, 0.2);
        assertThat(table.asked()).containsExactly(1, 2);
        first.complete(List.of(FakeLookup.row(1, "late")));
        assertThat(answered()).containsExactly("1 0.1 late", "2 0.2 name of 2");
    }

    @Test
    void shouldCopyRowsThatWaitWhileTheirMakerReusesThem() throws Exception {
        CompletableFuture<Collection<RowData>> first = table.later();
        open();
        GenericRowData reused = GenericRowData.of(1, 0.1);
        operator.processElement(reused, 0);
        reused.setField(0, 2);
        reused.setField(1, 0.2);
        operator.processElement(reused, 0);
        reused.setField(0, -1);
        first.complete(List.of(FakeLookup.row(1, "late")));
        assertThat(answered()).containsExactly("1 0.1 late", "2 0.2 name of 2");
    }

    @Test
    void shouldNotAskForANullKey() throws Exception {
        open();
        ask(null, 0.1);
        assertThat(answered()).containsExactly("null 0.1 null");
        assertThat(table.asked()).isEmpty();
    }

    @Test
    void shouldAddNullsForAnUnknownKey() throws Exception {
        table.answers();
        open();
        ask(1, 0.1);
        assertThat(answered()).containsExactly("1 0.1 null");
    }

    @Test
    void shouldTakeTheFirstOfSeveralRows() throws Exception {
        table.answers(FakeLookup.row(1, "a"), FakeLookup.row(1, "b"));
        open();
        ask(1, 0.1);
        assertThat(answered()).containsExactly("1 0.1 a");
    }

    @Test
    void shouldAskAgainAfterFailures() throws Exception {
        retries = 2;
        table.fails(2);
        open();
        ask(1, 0.1);
        assertThat(answered()).containsExactly("1 0.1 name of 1");
        assertThat(table.asked()).containsExactly(1, 1, 1);
    }

    @Test
    void shouldGoOnWithNullsWhenAllAttemptsFailed() throws Exception {
        retries = 1;
        table.fails(2);
        open();
        ask(1, 0.1);
        ask(1, 0.2);
        assertThat(answered()).containsExactly("1 0.1 null", "1 0.2 name of 1");
    }

    @Test
    void shouldNotRememberAFailure() throws Exception {
        cacheRows = 10;
        table.fails(1);
        open();
        ask(1, 0.1);
        ask(1, 0.2);
        assertThat(answered()).containsExactly("1 0.1 null", "1 0.2 name of 1");
    }

    @Test
    void shouldAskAgainAfterATimeout() throws Exception {
        timeout = Duration.ofMillis(20);
        retries = 1;
        table.isSilent();
        open();
        ask(1, 0.1);
        assertThat(answered()).containsExactly("1 0.1 name of 1");
        assertThat(table.asked()).containsExactly(1, 1);
    }

    @Test
    void shouldGoOnWithNullsWhenNobodyAnswersInTime() throws Exception {
        timeout = Duration.ofMillis(20);
        table.isSilent();
        open();
        ask(1, 0.1);
        assertThat(answered()).containsExactly("1 0.1 null");
    }

    @Test
    void shouldFailTheJobAndSayHowToGoOn() throws Exception {
        nullOnFailure = false;
        retries = 2;
        table.fails(3);
        open();
        operator.getEnvironment().setExpectedExternalFailureCause(Throwable.class);
        ask(1, 0.1);
        Throwable failure = operator.getEnvironment().getActualExternalFailureCause().orElseThrow();
        assertThat(ExceptionUtils.stringifyException(failure))
                .contains("lookups.names: no answer after 3 attempts of at most 60000 ms")
                .contains("on_failure: \"null\"")
                .contains("connection reset");
    }

    @Test
    void shouldAskOnceForAKeyThatIsKept() throws Exception {
        cacheRows = 10;
        open();
        ask(1, 0.1);
        ask(1, 0.2);
        ask(2, 0.3);
        assertThat(answered())
                .containsExactly("1 0.1 name of 1", "1 0.2 name of 1", "2 0.3 name of 2");
        assertThat(table.asked()).containsExactly(1, 2);
    }

    @Test
    void shouldKeepThatAKeyIsUnknown() throws Exception {
        cacheRows = 10;
        table.answers();
        open();
        ask(1, 0.1);
        ask(1, 0.2);
        assertThat(answered()).containsExactly("1 0.1 null", "1 0.2 null");
        assertThat(table.asked()).containsExactly(1);
    }

    @Test
    void shouldAskAnewWhenAnAnswerHasBecomeOld() throws Exception {
        cacheRows = 10;
        cacheTtl = Duration.ofMillis(5);
        open();
        await().atMost(Duration.ofSeconds(90))
                .until(
                        () -> {
                            ask(1, 0.1);
                            return table.asked().size() >= 2;
                        });
    }

    @Test
    void shouldCloseTheTable() throws Exception {
        open();
        operator.close();
        operator = null;
        assertThat(table.closed()).isTrue();
    }

    private void open() throws Exception {
        LookupPlan plan =
                new LookupPlan(
                        "names",
                        INPUT,
                        TABLE,
                        List.of(0),
                        List.of(0),
                        List.of(1),
                        List.of("names_name"),
                        nullOnFailure,
                        timeout,
                        retries,
                        cacheRows,
                        cacheTtl,
                        4);
        operator =
                new OneInputStreamOperatorTestHarness<>(
                        new AsyncWaitOperatorFactory<>(
                                new LookupCall(plan, table),
                                LookupCall.patience(plan).toMillis(),
                                10,
                                OutputMode.ORDERED),
                        InternalTypeInfo.of(INPUT).toSerializer());
        operator.getExecutionConfig().enableObjectReuse();
        operator.setup(InternalTypeInfo.of(plan.outputType()).toSerializer());
        operator.open();
    }

    private void ask(Integer machine, double value) throws Exception {
        operator.processElement(GenericRowData.of(machine, value), 0);
    }

    /** The rows with their answers, once every row has one. */
    private List<String> answered() throws Exception {
        operator.endInput();
        return operator.extractOutputValues().stream().map(LookupCallHarnessTest::text).toList();
    }

    private static String text(RowData row) {
        return (row.isNullAt(0) ? "null" : row.getInt(0))
                + " "
                + row.getDouble(1)
                + " "
                + (row.isNullAt(2) ? "null" : row.getString(2));
    }
}
