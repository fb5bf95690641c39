package io.millrace.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class MqttDeduplicationHarnessTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void shouldPassEachIdOnce() throws Exception {
        try (var harness = open(TimeDomain.PROCESSING_TIME)) {
            for (String id : List.of("a", "b", "a", "c", "b", "a")) {
                harness.processElement(id, 5);
            }
            assertThat(harness.extractOutputValues()).containsExactly("a", "b", "c");
            assertThat(harness.numKeyedStateEntries()).isEqualTo(3);
        }
    }

    @Test
    void shouldKeepTheTimestampOfARecord() throws Exception {
        try (var harness = open(TimeDomain.PROCESSING_TIME)) {
            harness.processElement("a", 5);
            assertThat(harness.extractOutputStreamRecords().get(0).getTimestamp()).isEqualTo(5);
        }
    }

    @Test
    void shouldForgetAnIdADurationAfterItsFirstRecord() throws Exception {
        try (var harness = open(TimeDomain.PROCESSING_TIME)) {
            harness.setProcessingTime(1_000);
            harness.processElement("a", 0);
            harness.setProcessingTime(60_999);
            harness.processElement("a", 0); // dropped, and does not prolong
            assertThat(harness.extractOutputValues()).containsExactly("a");
            harness.setProcessingTime(61_000);
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numProcessingTimeTimers()).isZero();
            harness.processElement("a", 0);
            assertThat(harness.extractOutputValues()).containsExactly("a", "a");
        }
    }

    @Test
    void shouldForgetByEventTimeWhateverTheClockSays() throws Exception {
        try (var harness = open(TimeDomain.EVENT_TIME)) {
            harness.processElement("a", 1_000);
            harness.setProcessingTime(Duration.ofDays(1).toMillis());
            harness.processWatermark(60_999);
            harness.processElement("a", 60_999);
            assertThat(harness.extractOutputValues()).containsExactly("a");
            harness.processWatermark(61_000);
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
            harness.processElement("a", 61_001);
            assertThat(harness.extractOutputValues()).containsExactly("a", "a");
        }
    }

    @Test
    void shouldRememberNothingOfWhatIsTooLate() throws Exception {
        try (var harness = open(TimeDomain.EVENT_TIME)) {
            harness.processWatermark(100_000);
            harness.processElement("a", 40_000);
            harness.processElement("a", 40_000);
            assertThat(harness.extractOutputValues()).containsExactly("a", "a");
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void shouldRememberAndForgetAfterARestore() throws Exception {
        OperatorSubtaskState state;
        try (var harness = open(TimeDomain.PROCESSING_TIME)) {
            harness.setProcessingTime(1_000);
            harness.processElement("a", 0);
            state = harness.snapshot(1, 1);
        }
        try (var harness = harness(TimeDomain.PROCESSING_TIME)) {
            harness.setup();
            harness.initializeState(state);
            harness.open();
            harness.setProcessingTime(30_000);
            harness.processElement("a", 0);
            harness.processElement("b", 0);
            assertThat(harness.extractOutputValues()).containsExactly("b");
            harness.setProcessingTime(61_000);
            harness.processElement("a", 0);
            assertThat(harness.extractOutputValues()).containsExactly("b", "a");
        }
    }

    @Test
    void shouldSayThatRecordsHaveNoTimestamp() throws Exception {
        try (var harness = open(TimeDomain.EVENT_TIME)) {
            assertThatThrownBy(() -> harness.processElement(new StreamRecord<>("a")))
                    .hasMessageContaining("no timestamp")
                    .hasMessageContaining("PROCESSING_TIME");
        }
    }

    @Test
    void shouldRefuseToRememberForNoTime() {
        assertThatThrownBy(
                        () -> MqttDeduplication.within(Duration.ZERO, TimeDomain.PROCESSING_TIME))
                .hasMessageContaining("PT0S");
    }

    @Test
    void shouldRememberForeverIfTold() throws Exception {
        MqttDeduplication<String, String> forever =
                MqttDeduplication.within(
                        Duration.ofMillis(Long.MAX_VALUE), TimeDomain.PROCESSING_TIME);
        try (var harness = harness(forever)) {
            harness.open();
            harness.setProcessingTime(1_000);
            harness.processElement("a", 0);
            harness.processElement("a", 0);
            assertThat(harness.extractOutputValues()).containsExactly("a");
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, String, String> open(
            TimeDomain time) throws Exception {
        var harness = harness(time);
        harness.open();
        return harness;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, String, String> harness(
            TimeDomain time) throws Exception {
        return harness(MqttDeduplication.within(MINUTE, time));
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, String, String> harness(
            MqttDeduplication<String, String> deduplication) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(deduplication), id -> id, Types.STRING);
    }
}
