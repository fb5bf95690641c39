package io.millrace.connector.mqtt.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connector.mqtt.MqttSourceOptions;
import io.millrace.connector.mqtt.fake.Fixtures;
import io.millrace.connector.mqtt.source.SourceSettings;
import io.millrace.connector.mqtt.source.split.EnumeratorState;
import io.millrace.connector.mqtt.source.split.MqttSplit;
import java.util.List;
import java.util.TreeSet;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.mocks.MockSplitEnumeratorContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who reads which session. */
class MqttSplitEnumeratorTest {

    private static final int PARALLELISM = 2;

    /** Flink's own stand-in for its coordinator. */
    private final MockSplitEnumeratorContext<MqttSplit> context =
            new MockSplitEnumeratorContext<>(PARALLELISM);

    @AfterEach
    void close() throws Exception {
        context.close();
    }

    @Test
    void shouldDealSessionsOutOverTheSubtasks() {
        MqttSplitEnumerator enumerator = new MqttSplitEnumerator(readers(3), null, context);
        register(enumerator, 0);
        register(enumerator, 1);
        assertThat(assigned(0)).containsExactly("reader-0", "reader-2");
        assertThat(assigned(1)).containsExactly("reader-1");
    }

    @Test
    void shouldAssignNothingTwiceAfterARestore() {
        EnumeratorState state = new EnumeratorState(new TreeSet<>(List.of(0, 1)), List.of());
        MqttSplitEnumerator enumerator = new MqttSplitEnumerator(readers(3), state, context);
        register(enumerator, 0);
        register(enumerator, 1);
        assertThat(assigned(0)).containsExactly("reader-2");
        assertThat(assigned(1)).isEmpty();
    }

    @Test
    void shouldKeepTheStateOfASplitThatCameBack() throws Exception {
        MqttSplitEnumerator enumerator = new MqttSplitEnumerator(readers(1), null, context);
        MqttSplit used = new MqttSplit(0, List.of("plant/0/#"), true, 7, List.of());
        register(enumerator, 0);
        enumerator.addSplitsBack(List.of(used), 1);
        assertThat(enumerator.snapshotState(1).waiting()).containsExactly(used);
        assertThat(enumerator.snapshotState(1).assigned()).isEmpty();
    }

    @Test
    void shouldRefuseToStrandASession() {
        EnumeratorState state = new EnumeratorState(new TreeSet<>(List.of(0, 1, 2)), List.of());
        assertThatThrownBy(() -> new MqttSplitEnumerator(readers(2), state, context))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "'readers' = '2', but the state has 3 readers: messages queued for client"
                                + " 'test-2' would be stranded at the broker. Set 'readers' back to"
                                + " 3, or drain the sessions and start without state.");
    }

    private void register(MqttSplitEnumerator enumerator, int subtask) {
        context.registerReader(new ReaderInfo(subtask, "host"));
        enumerator.addReader(subtask);
    }

    private List<String> assigned(int subtask) {
        return context.getSplitsAssignmentSequence().stream()
                .flatMap(step -> step.assignment().getOrDefault(subtask, List.of()).stream())
                .map(MqttSplit::splitId)
                .toList();
    }

    private static SourceSettings readers(int readers) {
        return Fixtures.settings(
                options -> {
                    options.set(MqttSourceOptions.READERS, readers);
                    options.set(
                            MqttSourceOptions.TOPICS,
                            List.of("plant/0/#", "plant/1/#", "plant/2/#"));
                });
    }
}
