package io.millrace.connector.mqtt.source.split;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Splits in checkpoints.
 *
 * <pre>
 *   version 1:  int index | int n, n x UTF filter | boolean established | long emitted
 *             | int m, m x (unsigned short packet id, long fingerprint)
 * </pre>
 */
public final class MqttSplitSerializer implements SimpleVersionedSerializer<MqttSplit> {

    private static final int MOST_UNCONFIRMED = 65_535;

    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(MqttSplit split) throws IOException {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(64 + 10 * split.unconfirmed().size());
        write(split, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Override
    public MqttSplit deserialize(int version, byte[] serialized) throws IOException {
        Bytes.requireVersion("MQTT split", version, 1);
        return Bytes.readAll("MQTT split", serialized, MqttSplitSerializer::read);
    }

    static void write(MqttSplit split, DataOutput out) throws IOException {
        out.writeInt(split.index());
        out.writeInt(split.filters().size());
        for (String filter : split.filters()) {
            out.writeUTF(filter);
        }
        out.writeBoolean(split.established());
        out.writeLong(split.emitted());
        out.writeInt(split.unconfirmed().size());
        for (Unconfirmed delivery : split.unconfirmed()) {
            out.writeShort(delivery.packetId());
            out.writeLong(delivery.fingerprint());
        }
    }

    static MqttSplit read(DataInput in) throws IOException {
        int index = in.readInt();
        List<String> filters = new ArrayList<>();
        for (int left = Bytes.count("topic filters", in.readInt(), 1_000_000); left > 0; left--) {
            filters.add(in.readUTF());
        }
        boolean established = in.readBoolean();
        long emitted = in.readLong();
        List<Unconfirmed> unconfirmed = new ArrayList<>();
        int left = Bytes.count("unconfirmed deliveries", in.readInt(), MOST_UNCONFIRMED);
        for (; left > 0; left--) {
            unconfirmed.add(new Unconfirmed(in.readUnsignedShort(), in.readLong()));
        }
        return new MqttSplit(index, filters, established, emitted, unconfirmed);
    }
}
