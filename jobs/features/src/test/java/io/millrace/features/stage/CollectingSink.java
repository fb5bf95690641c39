package io.millrace.features.stage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Keeps what a job wrote. Flink copies sinks, so what they collect lives beside them. */
final class CollectingSink implements Sink<String> {
    private static final long serialVersionUID = 1L;
    private static final Map<UUID, Collection<String>> COLLECTED = new ConcurrentHashMap<>();

    private final UUID id = UUID.randomUUID();

    CollectingSink() {
        COLLECTED.put(id, new ConcurrentLinkedQueue<>());
    }

    List<String> sorted() {
        List<String> all = new ArrayList<>(COLLECTED.remove(id));
        all.sort(null);
        return all;
    }

    @Override
    public SinkWriter<String> createWriter(WriterInitContext context) {
        return new Writer(COLLECTED.get(id));
    }

    /** Deprecated in Flink 1.20, and abstract there: it must exist until it is gone. */
    @Override
    @SuppressWarnings("deprecation")
    public SinkWriter<String> createWriter(InitContext context) {
        return new Writer(COLLECTED.get(id));
    }

    private record Writer(Collection<String> collected) implements SinkWriter<String> {
        @Override
        public void write(String element, Context context) {
            collected.add(element);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
