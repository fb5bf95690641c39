package io.millrace.features.stage;

import static io.millrace.features.stage.Plant.READINGS;
import static io.millrace.features.stage.Plant.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.features.plan.EntityPlan;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.junit.jupiter.api.Test;

class EntityRowSerializerTest {
    private static final EntityPlan PLAN = Plant.plan(Plant.telemetry());
    private static final EntityRowSerializer SERIALIZER = EntityRowSerializer.of(PLAN);

    @Test
    void shouldCopyARowThatTheNextOneOverwrites() throws IOException {
        byte[] first = bytes(row(1, "a note that is kept beside the row"));
        byte[] second = bytes(row(2, "something else, and longer than the first one was"));
        EntityRowSerializer reusing = SERIALIZER.reusing();

        EntityRow read = reusing.deserialize(new DataInputDeserializer(first));
        EntityRow copy = SERIALIZER.copy(read);
        EntityRow next = reusing.deserialize(new DataInputDeserializer(second));

        assertThat(next).isSameAs(read);
        assertThat(bytes(next)).isEqualTo(second);
        assertThat(bytes(copy)).isEqualTo(first);
    }

    private static EntityRow row(int machine, String note) {
        EntityRow row = new EntityRow();
        row.time = 1_767_600_000_000L + machine;
        row.known = row.time;
        row.key =
                new RowDataSerializer(PLAN.keyType())
                        .toBinaryRow(GenericRowData.of(machine))
                        .copy();
        row.row = new RowDataSerializer(READINGS).copy(reading(machine, row.time, 1.5, note));
        return row;
    }

    private static byte[] bytes(EntityRow row) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        SERIALIZER.serialize(row, out);
        return out.getCopyOfBuffer();
    }
}
