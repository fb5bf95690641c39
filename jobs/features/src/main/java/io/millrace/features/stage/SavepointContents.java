package io.millrace.features.stage;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;
import org.apache.flink.shaded.guava31.com.google.common.hash.Hashing;

/**
 * Which keyed states a savepoint or checkpoint has, with the serializers that wrote them; values
 * are not read. Flink's own readers of metadata are internal, and used here alone: its State
 * Processor API wants to be told which states there are, which is what is asked here.
 */
public final class SavepointContents {
    private static final String METADATA = "_metadata";

    private final Map<OperatorID, Map<String, TypeSerializerSnapshot<?>>> states = new HashMap<>();

    private SavepointContents() {}

    /**
     * Reads the metadata.
     *
     * @param path a savepoint's directory or its {@code _metadata}
     * @throws IOException when there is none, or it cannot be read
     */
    public static SavepointContents read(String path) throws IOException {
        Path file = new Path(path);
        if (!file.getName().equals(METADATA)) {
            file = new Path(file, METADATA);
        }
        ClassLoader loader = SavepointContents.class.getClassLoader();
        SavepointContents contents = new SavepointContents();
        FileSystem files = file.getFileSystem();
        try (FSDataInputStream in = files.open(file)) {
            CheckpointMetadata metadata =
                    Checkpoints.loadCheckpointMetadata(
                            new DataInputStream(in), loader, file.getParent().toString());
            for (OperatorState operator : metadata.getOperatorStates()) {
                contents.add(operator, loader);
            }
        }
        return contents;
    }

    private void add(OperatorState operator, ClassLoader loader) throws IOException {
        Map<String, TypeSerializerSnapshot<?>> own =
                states.computeIfAbsent(operator.getOperatorID(), id -> new HashMap<>());
        for (OperatorSubtaskState subtask : operator.getStates()) {
            for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
                Optional<StreamStateHandle> description = description(handle);
                if (description.isPresent()) {
                    describe(description.get(), own, loader);
                }
            }
        }
    }

    /** The stream that begins with what the states are; each kind of handle keeps it elsewhere. */
    private static Optional<StreamStateHandle> description(KeyedStateHandle handle) {
        if (handle instanceof KeyGroupsStateHandle full) {
            return Optional.of(full.getDelegateStateHandle());
        }
        return handle instanceof IncrementalRemoteKeyedStateHandle incremental
                ? Optional.of(incremental.getMetaDataStateHandle())
                : Optional.empty();
    }

    private static void describe(
            StreamStateHandle handle,
            Map<String, TypeSerializerSnapshot<?>> states,
            ClassLoader loader)
            throws IOException {
        try (FSDataInputStream in = handle.openInputStream()) {
            KeyedBackendSerializationProxy<?> proxy = new KeyedBackendSerializationProxy<>(loader);
            proxy.read(new DataInputViewStreamWrapper(in));
            for (StateMetaInfoSnapshot state : proxy.getStateMetaInfoSnapshots()) {
                TypeSerializerSnapshot<?> serializer =
                        state.getTypeSerializerSnapshot(CommonSerializerKeys.VALUE_SERIALIZER);
                if (serializer != null) {
                    states.put(state.getName(), serializer);
                }
            }
        }
    }

    /** Whether an operator of this uid was part of the job. */
    public boolean has(String uid) {
        return states.containsKey(id(uid));
    }

    /** The states of an operator's keys, by name. */
    Map<String, TypeSerializerSnapshot<?>> statesOf(String uid) {
        return states.getOrDefault(id(uid), Map.of());
    }

    /** How many operators of the savepoint have none of these uids. */
    public long others(Set<String> uids) {
        Set<OperatorID> known =
                uids.stream().map(SavepointContents::id).collect(Collectors.toSet());
        return states.keySet().stream().filter(id -> !known.contains(id)).count();
    }

    /** As Flink's graph hasher makes it of a uid. */
    private static OperatorID id(String uid) {
        return new OperatorID(
                Hashing.murmur3_128(0)
                        .newHasher()
                        .putString(uid, StandardCharsets.UTF_8)
                        .hash()
                        .asBytes());
    }
}
