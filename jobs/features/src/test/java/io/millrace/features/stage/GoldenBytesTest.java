package io.millrace.features.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.features.aggregate.AggregateFunction;
import io.millrace.features.aggregate.AggregateFunctions;
import io.millrace.features.aggregate.FunctionCall;
import io.millrace.features.aggregate.InputType;
import io.millrace.features.aggregate.Ir;
import io.millrace.features.aggregate.IrLayout;
import io.millrace.features.aggregate.Partial;
import io.millrace.features.tile.History;
import io.millrace.features.tile.Row;
import io.millrace.features.tile.RowLayout;
import io.millrace.features.tile.Scratch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

/**
 * State as version 1 wrote it can be read, and is still written so. The files hold, in hex, a
 * serializer's snapshot and one value. {@code -Dmillrace.update=true} writes them anew, which is
 * right only for a version that was never released.
 */
class GoldenBytesTest {
    private static final Path FOLDER =
            Path.of(
                    System.getProperty("millrace.repository"),
                    "jobs/features/src/test/resources/golden/v1");
    private static final RowLayout ROWS =
            new RowLayout(
                    List.of("volt", "note", "shaking"),
                    List.of(InputType.FLOATING, InputType.TEXT, InputType.BOOLEAN),
                    List.of());

    private static IrLayout irs() {
        IrLayout.Builder builder = new IrLayout.Builder();
        for (String name : List.of("sum", "stddev", "max")) {
            builder.slot(
                    AggregateFunctions.named(name).orElseThrow().accumulator(InputType.FLOATING),
                    0,
                    -1);
        }
        return builder.build();
    }

    private static History history(HistorySerializer serializer) {
        History history = serializer.createInstance();
        Row row = new Row(ROWS);
        for (int i = 0; i < 20; i++) {
            row.reset(1_767_600_000_000L + i * 7L);
            row.set(0, i * 1.5);
            if (i % 3 == 0) {
                row.set(1, ("note " + i).getBytes(StandardCharsets.UTF_8));
            }
            row.set(2, (long) i % 2);
            history.insert(row);
        }
        history.settle(1_767_600_000_070L, new Scratch(irs()));
        return history;
    }

    @Test
    void shouldReadExactHistories() throws IOException {
        HistorySerializer serializer = new HistorySerializer(ROWS, irs(), 0);
        checkHistory("exact-history", serializer);
    }

    @Test
    void shouldReadHistoriesOfTiles() throws IOException {
        HistorySerializer serializer = new HistorySerializer(ROWS, irs(), 25);
        checkHistory("hop-history", serializer);
    }

    private static void checkHistory(String name, HistorySerializer serializer) throws IOException {
        History expected = history(serializer);
        History read = serializer.adapt(roundTrip(name, serializer, expected));
        assertThat(sum(read)).isEqualTo(sum(expected));
    }

    /** Few rows: what tiles keep of them can be read in the file. */
    @Test
    void shouldReadPartialAggregatesThatGrow() throws IOException {
        checkPartials("partials-of-few-rows", 15);
    }

    /** More rows than a sketch keeps one by one. */
    @Test
    void shouldReadSketches() throws IOException {
        checkPartials("partials-of-many-rows", 1_100);
    }

    /** Rows that were merged in another order than today: the same values, other bytes. */
    @Test
    void shouldReadSketchesThatWereMergedInAnotherOrder() throws IOException {
        IrLayout irs = irs(1_100);
        HistorySerializer serializer = new HistorySerializer(ROWS, irs, 10_000);
        History written = partials(serializer, 1_100);

        History read = serializer.adapt(read("partials-merged-otherwise", serializer));

        assertThat(partials(read, irs)).isEqualTo(partials(written, irs));
    }

    private static void checkPartials(String name, int rows) throws IOException {
        IrLayout irs = irs(rows);
        HistorySerializer serializer = new HistorySerializer(ROWS, irs, 10_000);
        History expected = partials(serializer, rows);

        History read = serializer.adapt(roundTrip(name, serializer, expected));

        assertThat(partials(read, irs)).isEqualTo(partials(expected, irs));
    }

    private static List<String> calls(int rows) {
        return rows < 100
                ? List.of(
                        "last_k(3)",
                        "count_distinct",
                        "approx_count_distinct",
                        "quantile(0.5)",
                        "top_k(2)")
                : List.of("approx_count_distinct", "quantile(0.5)");
    }

    private static IrLayout irs(int rows) {
        IrLayout.Builder builder = new IrLayout.Builder();
        for (String call : calls(rows)) {
            AggregateFunction function = function(call);
            builder.slot(function.accumulator(InputType.FLOATING), 0, -1);
            if (rows < 100 && function.inputs().contains(InputType.TEXT)) {
                builder.slot(function.accumulator(InputType.TEXT), 1, -1);
            }
        }
        return builder.build();
    }

    private static AggregateFunction function(String call) {
        return FunctionCall.parse(call).columns().get(0).function();
    }

    private static History partials(HistorySerializer serializer, int rows) {
        History history = serializer.createInstance();
        Row row = new Row(ROWS);
        for (int i = 0; i < rows; i++) {
            row.reset(1_767_600_000_000L + i);
            row.set(0, i % 7 == 0 ? Double.NaN : i * 1.5);
            row.set(1, ("note " + i % 4).getBytes(StandardCharsets.UTF_8));
            history.insert(row);
        }
        history.settle(1_767_600_010_000L, new Scratch(serializer.irs()));
        return history;
    }

    /** As bytes, of the settled tile merged with itself: so they have been read. */
    private static List<ByteBuffer> partials(History history, IrLayout irs) {
        Ir ir = irs.empty();
        history.query(1_767_600_009_999L, true, 10_000, new Scratch(irs), ir);
        irs.merge(ir, irs.copy(ir));
        return IntStream.range(0, irs.objects())
                .mapToObj(i -> ByteBuffer.wrap(((Partial) ir.object(i)).bytes()))
                .toList();
    }

    private static double sum(History history) {
        Ir ir = irs().empty();
        history.query(1_767_600_000_133L, true, 1000, new Scratch(irs()), ir);
        return ir.number(1);
    }

    @Test
    void shouldReadRows() throws IOException {
        EntityRowSerializer serializer =
                EntityRowSerializer.of(Plant.plan(Plant.telemetry(), Plant.errors()));
        EntityRow row = new EntityRow();
        row.input = 1;
        row.kind = RowKind.UPDATE_BEFORE;
        row.time = 5;
        row.known = 7;
        row.key = binary(serializer.keyType(), 3);
        row.row =
                binary(
                        serializer.rowTypes().get(1),
                        3,
                        TimestampData.fromEpochMillis(5),
                        7L,
                        StringData.fromString("E1"));

        EntityRow read = roundTrip("entity-row", serializer, row);

        assertThat(read.kind).isEqualTo(RowKind.UPDATE_BEFORE);
        assertThat(read.time).isEqualTo(5);
        assertThat(read.known).isEqualTo(7);
        assertThat(read.key).isEqualTo(row.key);
        assertThat(read.row).isEqualTo(row.row);
    }

    private static RowData binary(RowType type, Object... values) {
        return new RowDataSerializer(type).toBinaryRow(GenericRowData.of(values)).copy();
    }

    /** What the file's serializer reads from the file, which holds what this one writes. */
    private static <T> T roundTrip(String name, TypeSerializer<T> serializer, T value)
            throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1024);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        serializer.serialize(value, out);
        String hex = HexFormat.of().formatHex(out.getCopyOfBuffer());
        Path file = FOLDER.resolve(name + ".hex");
        if (Boolean.getBoolean("millrace.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, hex + "\n");
        }
        assertThat(hex).isEqualTo(Files.readString(file).strip());
        return read(name, serializer);
    }

    /** By the serializer that the file names. */
    private static <T> T read(String name, TypeSerializer<T> wanted) throws IOException {
        String golden = Files.readString(FOLDER.resolve(name + ".hex")).strip();
        DataInputDeserializer in = new DataInputDeserializer(HexFormat.of().parseHex(golden));
        TypeSerializerSnapshot<T> snapshot =
                TypeSerializerSnapshot.readVersionedSnapshot(
                        in, GoldenBytesTest.class.getClassLoader());
        TypeSerializer<T> written = snapshot.restoreSerializer();
        assertThat(written).hasSameClassAs(wanted);
        T read = written.deserialize(in);
        assertThat(in.available()).isZero();
        return read;
    }
}
