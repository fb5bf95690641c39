package io.millrace.inference.stage;

import io.millrace.inference.lineup.LineupBytes;
import io.millrace.inference.lineup.Timeline;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;

/**
 * The timelines of all subtasks in a checkpoint.
 *
 * <pre>
 *   state "timelines", union list, one element a subtask, big-endian:
 *   subtask(int) parallelism(int) now(long) {@link LineupBytes timeline}
 * </pre>
 *
 * Restored with the same parallelism, a subtask finds its own again, so that its keys see one
 * switch. Otherwise keys have moved; then all go on with the timeline of the subtask that was
 * farthest in event time, which nobody falls back behind.
 */
final class SwitchState {

    private static final int HEAD = 2 * Integer.BYTES + Long.BYTES;

    private final ListState<byte[]> state;
    private final TaskInfo task;

    /** {@code now} is event time up to which rows had been scored. */
    record Kept(int subtask, int parallelism, long now, Timeline timeline) {}

    SwitchState(OperatorStateStore store, TaskInfo task) throws Exception {
        this.task = task;
        this.state =
                store.getUnionListState(
                        new ListStateDescriptor<>(
                                "timelines", BytePrimitiveArraySerializer.INSTANCE));
    }

    void write(long now, Timeline timeline) throws Exception {
        byte[] bytes = LineupBytes.of(timeline);
        ByteBuffer kept = ByteBuffer.allocate(HEAD + bytes.length);
        kept.putInt(task.getIndexOfThisSubtask()).putInt(task.getNumberOfParallelSubtasks());
        state.update(List.of(kept.putLong(now).put(bytes).array()));
    }

    /** What this subtask goes on with; empty on a fresh start. */
    Optional<Kept> read() throws Exception {
        List<Kept> all = new ArrayList<>();
        @Nullable Iterable<byte[]> elements = state.get();
        if (elements != null) {
            elements.forEach(element -> all.add(kept(ByteBuffer.wrap(element))));
        }
        return all.stream()
                .filter(this::isOurs)
                .findFirst()
                .or(() -> all.stream().max(Comparator.comparingLong(Kept::now)));
    }

    private boolean isOurs(Kept kept) {
        return kept.subtask() == task.getIndexOfThisSubtask()
                && kept.parallelism() == task.getNumberOfParallelSubtasks();
    }

    private static Kept kept(ByteBuffer element) {
        int subtask = element.getInt();
        int parallelism = element.getInt();
        long now = element.getLong();
        byte[] timeline = new byte[element.remaining()];
        element.get(timeline);
        return new Kept(subtask, parallelism, now, LineupBytes.timeline(timeline));
    }
}
