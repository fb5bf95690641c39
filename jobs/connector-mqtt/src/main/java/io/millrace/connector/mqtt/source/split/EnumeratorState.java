package io.millrace.connector.mqtt.source.split;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the enumerator knows.
 *
 * @param assigned numbers of the readers whose splits live in the subtasks' state
 * @param waiting splits no subtask has
 */
public record EnumeratorState(SortedSet<Integer> assigned, List<MqttSplit> waiting) {

    public EnumeratorState {
        assigned = new TreeSet<>(assigned);
        waiting = List.copyOf(waiting);
    }
}
