package io.millrace.connector.mqtt.source.split;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Enumerator state in checkpoints.
 *
 * <pre>
 *   version 1:  int n, n x int assigned | int m, m x split as in version 1 of its serializer
 * </pre>
 */
public final class EnumeratorStateSerializer implements SimpleVersionedSerializer<EnumeratorState> {

    private static final int MOST_READERS = 1_000_000;

    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(EnumeratorState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(state.assigned().size());
        for (int index : state.assigned()) {
            out.writeInt(index);
        }
        out.writeInt(state.waiting().size());
        for (MqttSplit split : state.waiting()) {
            MqttSplitSerializer.write(split, out);
        }
        return bytes.toByteArray();
    }

    @Override
    public EnumeratorState deserialize(int version, byte[] serialized) throws IOException {
        Bytes.requireVersion("MQTT enumerator", version, 1);
        return Bytes.readAll("MQTT enumerator", serialized, EnumeratorStateSerializer::read);
    }

    private static EnumeratorState read(DataInput in) throws IOException {
        TreeSet<Integer> assigned = new TreeSet<>();
        for (int left = Bytes.count("assigned readers", in.readInt(), MOST_READERS);
                left > 0;
                left--) {
            assigned.add(in.readInt());
        }
        List<MqttSplit> waiting = new ArrayList<>();
        for (int left = Bytes.count("waiting readers", in.readInt(), MOST_READERS);
                left > 0;
                left--) {
            waiting.add(MqttSplitSerializer.read(in));
        }
        return new EnumeratorState(assigned, waiting);
    }
}
