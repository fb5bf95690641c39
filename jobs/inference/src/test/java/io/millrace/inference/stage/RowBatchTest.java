package io.millrace.inference.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

class RowBatchTest {

    private static final RowType ROWS =
            RowType.of(new BigIntType(), new VarCharType(VarCharType.MAX_LENGTH));

    private final RowBatch batch = new RowBatch(new RowDataSerializer(ROWS), 4);

    @Test
    void shouldUseTheMemoryOfDroppedRowsAgain() {
        add(1);
        Object memory = batch.row(0).getSegments();
        for (int i = 2; i < 10_000; i++) {
            add(i);
            assertThat(batch.row(1).getSegments()).isSameAs(memory);
            batch.dropLast();
        }
        add(10_000);

        assertThat(batch.size()).isEqualTo(2);
        assertThat(batch.row(0).getLong(0)).isEqualTo(1);
        assertThat(batch.row(1).getLong(0)).isEqualTo(10_000);
    }

    @Test
    void shouldKeepRowsThatLieInTheMemoryBefore() {
        for (int i = 0; i < 3; i++) {
            add(i, "x".repeat(10_000 << i));
        }
        batch.dropLast();
        add(7, "y");

        assertThat(batch.row(0).getString(1).toString()).isEqualTo("x".repeat(10_000));
        assertThat(batch.row(1).getString(1).toString()).isEqualTo("x".repeat(20_000));
        assertThat(batch.row(2).getLong(0)).isEqualTo(7);
    }

    private void add(long id) {
        add(id, "some text that is too long for its slot");
    }

    private void add(long id, String text) {
        RowData row = GenericRowData.of(id, StringData.fromString(text));
        batch.add(new StreamRecord<>(row));
    }
}
