package io.millrace.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSourceIT {

    @TempDir Path folder;

    @Test
    void shouldReadEachRecordOnceThoughATaskFails() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
            kafka.createTopic("payments", 3);
            kafka.send("payments", payments(0, 50));
            String table =
                    SourcesPage.read().table("Kafka", Map.of("KAFKA_SERVERS", kafka.servers()));
            try (LiveQuery query =
                    LiveQuery.start(
                            List.of(table),
                            "SELECT fail_once(account, 'K-75'), amount FROM payments")) {
                query.awaitRows(50);

                kafka.send("payments", payments(50, 100));
                query.awaitRows(100);

                List<String> expected = new ArrayList<>();
                IntStream.range(0, 100)
                        .forEach(i -> expected.add("+I[K-%d, %d.5]".formatted(i, i)));
                assertThat(query.rows()).containsExactlyInAnyOrderElementsOf(expected);
                assertThat(FailOnce.hasTripped("K-75")).isTrue();
            }
        }
    }

    private static List<String> payments(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(
                        i ->
                                ("{\"account\":\"K-%d\",\"amount\":%d.5,"
                                                + "\"event_time\":\"2026-01-05T10:00:%02dZ\"}")
                                        .formatted(i, i, i % 60))
                .toList();
    }
}
