package io.millrace.connector.mqtt.source.enumerator;

import io.millrace.connector.mqtt.source.SourceSettings;
import io.millrace.connector.mqtt.source.split.EnumeratorState;
import io.millrace.connector.mqtt.source.split.MqttSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.Nullable;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/**
 * Gives split {@code i} to subtask {@code i mod parallelism}. What was assigned and checkpointed
 * lives in the subtasks' state from then on, and moves with it when the job is rescaled.
 */
public final class MqttSplitEnumerator implements SplitEnumerator<MqttSplit, EnumeratorState> {

    private final SplitEnumeratorContext<MqttSplit> context;
    private final TreeMap<Integer, MqttSplit> waiting = new TreeMap<>();
    private final SortedSet<Integer> assigned = new TreeSet<>();

    /**
     * Begins where a checkpoint stood, or anew.
     *
     * @param restored null when the job starts without state
     * @throws IllegalStateException if the state knows more readers than the settings do
     */
    public MqttSplitEnumerator(
            SourceSettings settings,
            @Nullable EnumeratorState restored,
            SplitEnumeratorContext<MqttSplit> context) {
        this.context = context;
        if (restored != null) {
            assigned.addAll(restored.assigned());
            restored.waiting().forEach(split -> waiting.put(split.index(), split));
        }
        requireNoneMissing(settings);
        for (int index = 0; index < settings.readers(); index++) {
            if (!assigned.contains(index)) {
                waiting.putIfAbsent(index, MqttSplit.fresh(index, settings.filters().get(index)));
            }
        }
    }

    private void requireNoneMissing(SourceSettings settings) {
        SortedSet<Integer> known = new TreeSet<>(assigned);
        known.addAll(waiting.keySet());
        if (!known.isEmpty() && known.last() >= settings.readers()) {
            throw new IllegalStateException(
                    "'readers' = '"
                            + settings.readers()
                            + "', but the state has "
                            + (known.last() + 1)
                            + " readers: messages queued for client '"
                            + settings.clientId(known.last())
                            + "' would be stranded at the broker. Set 'readers' back to "
                            + (known.last() + 1)
                            + ", or drain the sessions and start without state.");
        }
    }

    @Override
    public void start() {
        // splits go out as readers register
    }

    @Override
    public void addReader(int subtask) {
        assign(subtask);
        context.signalNoMoreSplits(subtask);
    }

    private void assign(int subtask) {
        List<MqttSplit> own = new ArrayList<>();
        for (MqttSplit split : waiting.values()) {
            if (split.index() % context.currentParallelism() == subtask) {
                own.add(split);
            }
        }
        for (MqttSplit split : own) {
            context.assignSplit(split, subtask);
            waiting.remove(split.index());
            assigned.add(split.index());
        }
    }

    @Override
    public void addSplitsBack(List<MqttSplit> splits, int subtask) {
        for (MqttSplit split : splits) {
            waiting.put(split.index(), split);
            assigned.remove(split.index());
        }
        if (context.registeredReaders().containsKey(subtask)) {
            assign(subtask);
        }
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {
        // readers do not ask
    }

    @Override
    public EnumeratorState snapshotState(long checkpointId) {
        return new EnumeratorState(assigned, List.copyOf(waiting.values()));
    }

    @Override
    public void close() {
        // nothing is held
    }
}
