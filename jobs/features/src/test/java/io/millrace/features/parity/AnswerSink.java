package io.millrace.features.parity;

import java.util.UUID;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/** Writes inserts into {@link Answers}. */
final class AnswerSink implements Sink<RowData> {

    private static final long serialVersionUID = 1L;

    private final RowType type;
    private final UUID answers;

    AnswerSink(RowType type, Answers answers) {
        this.type = type;
        this.answers = answers.id;
    }

    @Override
    public SinkWriter<RowData> createWriter(WriterInitContext context) {
        return new Writer(type, Answers.of(answers));
    }

    /** Deprecated in Flink 1.20, and abstract there: it must exist until it is gone. */
    @Override
    @SuppressWarnings("deprecation")
    public SinkWriter<RowData> createWriter(InitContext context) {
        return new Writer(type, Answers.of(answers));
    }

    private static final class Writer implements SinkWriter<RowData> {
        private final RowDataSerializer serializer;
        private final Answers answers;
        private final int disputed;

        Writer(RowType type, Answers answers) {
            this.serializer = new RowDataSerializer(type);
            this.answers = answers;
            this.disputed = type.getFieldIndex(Bank.DISPUTED);
        }

        @Override
        public void write(RowData row, Context context) {
            if (row.getRowKind() != RowKind.INSERT) {
                return;
            }
            BinaryRowData binary = serializer.toBinaryRow(row);
            byte[] bytes = new byte[binary.getSizeInBytes()];
            binary.getSegments()[0].get(binary.getOffset(), bytes);
            long disputes = disputed < 0 ? 0 : row.getLong(disputed);
            answers.put((int) row.getLong(0), bytes, disputes);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
