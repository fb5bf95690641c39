package io.millrace.bench.mqtt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.types.Row;

/**
 * Counts in its state how often each numbered message took effect, and fails so many times, each
 * time when a certain number first comes by. Speaks to the other process by files: {@code ready}
 * when a message with a negative number arrives, {@code committed} with the counts of the newest
 * completed checkpoint, {@code failed-1} and so on. Of parallelism 1.
 */
final class Effects extends RichMapFunction<Row, Integer>
        implements CheckpointedFunction, CheckpointListener {

    private static final long serialVersionUID = 1L;

    private static final String READY = "ready";
    private static final String COMMITTED = "committed";

    private final String folder;
    private final int messages;
    private final int failures;
    private transient ListState<int[]> state;
    private transient int[] counts;
    private transient int failed;
    private transient long snapshotId;
    private transient int[] snapshot;

    Effects(Path folder, int messages, int failures) {
        this.folder = folder.toString();
        this.messages = messages;
        this.failures = failures;
    }

    /** Whether a message has come through. */
    static boolean ready(Path folder) {
        return Files.exists(folder.resolve(READY));
    }

    /** How often each message took effect, as of the newest completed checkpoint. */
    static int[] committed(Path folder) throws IOException {
        Path file = folder.resolve(COMMITTED);
        if (!Files.exists(file)) {
            return new int[0];
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        return IntStream.generate(bytes::getInt).limit(bytes.remaining() / Integer.BYTES).toArray();
    }

    /** How many of the failures have happened. */
    static int failures(Path folder) {
        int count = 0;
        while (Files.exists(failure(folder, count + 1))) {
            count++;
        }
        return count;
    }

    private static Path failure(Path folder, int number) {
        return folder.resolve("failed-" + number);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        state =
                context.getOperatorStateStore()
                        .getListState(
                                new ListStateDescriptor<>(
                                        "counts",
                                        PrimitiveArrayTypeInfo.INT_PRIMITIVE_ARRAY_TYPE_INFO));
        counts = new int[messages];
        for (int[] restored : state.get()) {
            counts = restored;
        }
        failed = failures(Path.of(folder));
    }

    @Override
    public Integer map(Row row) throws IOException {
        int number = ((Number) row.getField(0)).intValue();
        if (number < 0) {
            touch(Path.of(folder, READY));
            return number;
        }
        long threshold = (failed + 1L) * messages / (failures + 1);
        if (failed < failures && number >= threshold) {
            touch(failure(Path.of(folder), failed + 1));
            throw new IllegalStateException("a failure that was asked for");
        }
        counts[number]++;
        return number;
    }

    private static void touch(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // said before
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        snapshotId = context.getCheckpointId();
        snapshot = counts.clone();
        state.update(List.of(snapshot));
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws IOException {
        if (checkpointId == snapshotId) {
            ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * snapshot.length);
            IntStream.of(snapshot).forEach(bytes::putInt);
            Path next = Files.write(Path.of(folder, "next"), bytes.array());
            Files.move(
                    next,
                    Path.of(folder, COMMITTED),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
