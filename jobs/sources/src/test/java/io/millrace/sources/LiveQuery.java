package io.millrace.sources;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** A query that runs on a cluster of its own, with checkpoints, until it is closed. */
final class LiveQuery implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final CloseableIterator<Row> iterator;
    private final List<String> rows = new CopyOnWriteArrayList<>();
    private final Thread reader = new Thread(this::read, "reads a live query");

    private LiveQuery(TableResult result) {
        this.iterator = result.collect();
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Creates the tables and starts the query; {@code fail_once} is a function that it may call.
     */
    static LiveQuery start(List<String> tables, String query) {
        Configuration settings =
                Configuration.fromMap(
                        Map.of(
                                "execution.checkpointing.interval", "300 ms",
                                "restart-strategy.type", "fixed-delay",
                                "restart-strategy.fixed-delay.attempts", "3",
                                "restart-strategy.fixed-delay.delay", "100 ms"));
        StreamTableEnvironment sql =
                StreamTableEnvironment.create(
                        StreamExecutionEnvironment.createLocalEnvironment(1, settings));
        sql.createTemporarySystemFunction("fail_once", FailOnce.class);
        tables.forEach(sql::executeSql);
        return new LiveQuery(sql.executeSql(query));
    }

    /** The rows of completed checkpoints, as changes, such as {@code +I[1, A]}. */
    List<String> rows() {
        return List.copyOf(rows);
    }

    void awaitRows(int count) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            if (rows.size() < count) {
                                throw new AssertionError(
                                        rows.size() + " of " + count + " rows: " + rows);
                            }
                        });
    }

    private void read() {
        try {
            while (iterator.hasNext()) {
                rows.add(iterator.next().toString());
            }
        } catch (RuntimeException e) {
            // closed, or failed for good: a test that still waits for rows shows this one
            rows.add("the query ended: " + e);
        }
    }

    @Override
    public void close() throws Exception {
        // cancels the job, if it still runs
        iterator.close();
        reader.join();
    }
}
