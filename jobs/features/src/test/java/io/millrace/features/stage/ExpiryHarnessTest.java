package io.millrace.features.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.features.plan.EntityPlan;
import io.millrace.features.plan.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.contrib.streaming.state.RocksDBKeyedStateBackend;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When all windows have passed nothing is left of a key: no value, no list, no timer. */
class ExpiryHarnessTest {
    private static final long NOW = 1_767_600_000_000L;
    private static final long HOUR = 3_600_000;
    private static final int MACHINES = 100;

    @TempDir private Path folder;

    private long checkpoint;

    private final EntityPlan plan = Plant.plan(Plant.telemetry(), Plant.errors());

    private StageHarness stage(String backend, Order order) throws Exception {
        StateBackend states = new HashMapStateBackend();
        if (backend.equals("rocksdb")) {
            EmbeddedRocksDBStateBackend rocksdb = new EmbeddedRocksDBStateBackend(true);
            rocksdb.setDbStoragePath(folder.toString());
            states = rocksdb;
        }
        return new StageHarness(plan, order, 0, states, null);
    }

    private static void fill(StageHarness stage, int rows) throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < rows; i++) {
            int machine = i % MACHINES;
            long time = NOW + i * HOUR / rows;
            stage.send(
                    "readings",
                    Plant.reading(machine, time, random.nextGaussian(), "n" + random.nextLong()));
            if (i % 5 == 0) {
                stage.send(
                        "errors",
                        Plant.error(RowKind.INSERT, i, machine, "E" + i, time - 1_000, time));
            }
        }
        stage.watermark(NOW + HOUR);
    }

    private int entries(StageHarness stage) throws Exception {
        stage.operator.snapshot(
                ++checkpoint, checkpoint); // whatever is kept beside the backend is in it now
        KeyedStateBackend<?> backend =
                ((EntityOperator) stage.operator.getOperator()).getKeyedStateBackend();
        return backend instanceof RocksDBKeyedStateBackend<?> rocksdb
                ? rocksdb.numKeyValueStateEntries()
                : ((HeapKeyedStateBackend<?>) backend).numKeyValueStateEntries();
    }

    @ParameterizedTest
    @CsvSource({"hashmap,EVENT_TIME", "hashmap,ARRIVAL", "rocksdb,EVENT_TIME", "rocksdb,ARRIVAL"})
    void shouldLeaveNothingOfAKeyWhenItsWindowsHavePassed(String backend, Order order)
            throws Exception {
        try (StageHarness stage = stage(backend, order)) {
            fill(stage, 4 * MACHINES);
            assertThat(entries(stage)).isGreaterThanOrEqualTo(2 * MACHINES);
            assertThat(stage.operator.numEventTimeTimers()).isEqualTo(MACHINES);

            stage.watermark(NOW + 4 * HOUR);

            assertThat(entries(stage)).isZero();
            assertThat(stage.operator.numEventTimeTimers()).isZero();
            assertThat(stage.operator.numProcessingTimeTimers()).isZero();
        }
    }

    @Test
    void shouldGiveRocksdbItsDiskBackByCompaction() throws Exception {
        try (StageHarness stage = stage("rocksdb", Order.EVENT_TIME)) {
            fill(stage, 40 * MACHINES);
            flush(stage);
            long full = tables();
            assertThat(full).isGreaterThan(50_000);

            stage.watermark(NOW + 4 * HOUR);
            flush(stage);
            compact(stage);

            await().atMost(Duration.ofMinutes(1)).until(() -> tables() < full / 10);
        }
    }

    /** An incremental checkpoint writes what is in memory to tables on disk. */
    private void flush(StageHarness stage) throws Exception {
        stage.operator.snapshot(++checkpoint, checkpoint);
        stage.operator.notifyOfCompletedCheckpoint(checkpoint);
    }

    private void compact(StageHarness stage) throws Exception {
        RocksDBKeyedStateBackend<?> backend =
                (RocksDBKeyedStateBackend<?>)
                        (KeyedStateBackend<?>)
                                ((EntityOperator) stage.operator.getOperator())
                                        .getKeyedStateBackend();
        for (String state : List.of("view-telemetry", "view-errors", "pending")) {
            backend.compactState(new ValueStateDescriptor<>(state, LongSerializer.INSTANCE));
        }
    }

    /** Bytes of RocksDB's tables, those of a checkpoint under way aside. */
    private long tables() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".sst"))
                    .filter(file -> !file.toString().contains("chk-"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
