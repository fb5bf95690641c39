package io.millrace.inference.registry;

import io.millrace.inference.card.GoldenRow;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelCards;
import io.millrace.inference.fixture.Cards;
import io.millrace.inference.fixture.PlainRuntime;
import io.millrace.inference.session.ModelBytes;
import io.millrace.inference.stage.ScoringPlan;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.annotation.Nullable;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.RowKind;

/**
 * Models in a folder, a registry of them, and rows to score: {@code id}, {@code machine}, {@code
 * ts} in epoch milliseconds, and three features that are made of the id.
 */
final class Plant {

    static final int FEATURES = 3;

    static final RowType ROWS =
            new RowType(
                    false,
                    List.of(
                            new RowType.RowField("id", new BigIntType()),
                            new RowType.RowField("machine", new BigIntType()),
                            new RowType.RowField("ts", new BigIntType()),
                            new RowType.RowField("f0", new DoubleType()),
                            new RowType.RowField("f1", new DoubleType()),
                            new RowType.RowField("f2", new DoubleType())));

    static final RegistryTable TABLE =
            new RegistryTable(
                    "models",
                    new RowType(
                            List.of(
                                    new RowType.RowField("name", text()),
                                    new RowType.RowField("version", text()),
                                    new RowType.RowField("uri", text()),
                                    new RowType.RowField("sha256", text()),
                                    new RowType.RowField("role", text()),
                                    new RowType.RowField("traffic", new DecimalType(5, 2)),
                                    new RowType.RowField(
                                            "effective_at", new LocalZonedTimestampType(3)))));

    private final Path folder;
    private final Map<String, byte[]> models = new ConcurrentHashMap<>();

    Plant(Path folder) {
        this.folder = folder;
    }

    private static VarCharType text() {
        return new VarCharType(VarCharType.MAX_LENGTH);
    }

    /** A model's file, and a card beside it with one golden row. */
    Path model(String version, byte[] model) throws Exception {
        models.put(version, model);
        Path file = Files.write(folder.resolve("pump-" + version + ".onnx"), model);
        try (PlainRuntime plain = new PlainRuntime(model)) {
            GoldenRow golden =
                    GoldenRow.of(new double[] {1, 2, 3}, new double[] {plain.score(1, 2, 3)}, 1e-6);
            ModelCards.write(card(version, model, golden), card(version));
        }
        return file;
    }

    Path card(String version) {
        return folder.resolve("pump-" + version + ".yaml");
    }

    static ModelCard card(String version, byte[] model, GoldenRow... golden) {
        ModelCard card = Cards.score(model, FEATURES, golden);
        return new ModelCard(
                card.name(),
                version,
                card.sha256(),
                null,
                null,
                card.inputs(),
                card.outputs(),
                card.golden(),
                null,
                List.of());
    }

    /** A plan whose folder holds a version. */
    ScoringPlan plan(String version) {
        Path file = folder.resolve("pump-" + version + ".onnx");
        return ScoringPlan.of(file.toUri(), card(version, models.get(version)))
                .withLatencyFrom("ts");
    }

    String sha256(String version) {
        return new ModelBytes(version, models.get(version)).sha256();
    }

    RowData row(RowKind kind, String version, String role) {
        return row(kind, version, role, null, null);
    }

    /** A row of the registry for a version of this folder. */
    RowData row(
            RowKind kind,
            String version,
            String role,
            @Nullable Double traffic,
            @Nullable Long effectiveAt) {
        String uri = folder.resolve("pump-" + version + ".onnx").toUri().toString();
        return row(kind, "pump", version, uri, sha256(version), role, traffic, effectiveAt);
    }

    static RowData row(
            RowKind kind,
            String name,
            String version,
            String uri,
            String sha256,
            String role,
            @Nullable Double traffic,
            @Nullable Long effectiveAt) {
        GenericRowData row =
                GenericRowData.of(
                        StringData.fromString(name),
                        StringData.fromString(version),
                        StringData.fromString(uri),
                        StringData.fromString(sha256),
                        StringData.fromString(role),
                        traffic == null
                                ? null
                                : DecimalData.fromBigDecimal(BigDecimal.valueOf(traffic), 5, 2),
                        effectiveAt == null ? null : TimestampData.fromEpochMillis(effectiveAt));
        row.setRowKind(kind);
        return row;
    }

    static double feature(long id, int feature) {
        return Math.sin(id * 7.0 + feature) * 2;
    }

    static RowData reading(long id, long machine, long ts) {
        return GenericRowData.of(id, machine, ts, feature(id, 0), feature(id, 1), feature(id, 2));
    }

    /** What each version says of a row, without any of our code. */
    Map<String, PlainRuntime> judges(List<String> versions) throws Exception {
        Map<String, PlainRuntime> judges = new ConcurrentHashMap<>();
        for (String version : versions) {
            judges.put(version, new PlainRuntime(models.get(version)));
        }
        return judges;
    }

    static float score(PlainRuntime judge, long id) throws Exception {
        return judge.score((float) feature(id, 0), (float) feature(id, 1), (float) feature(id, 2));
    }

    /** A scored row as text, and back. */
    record Scored(long id, long machine, long ts, float score, String version, String role) {

        static String text(RowData row) {
            return row.getLong(0)
                    + " "
                    + row.getLong(1)
                    + " "
                    + row.getLong(2)
                    + " "
                    + row.getFloat(6)
                    + " "
                    + row.getString(8)
                    + " "
                    + row.getString(10);
        }

        static Scored of(String text) {
            String[] parts = text.split(" ", -1);
            return new Scored(
                    Long.parseLong(parts[0]),
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Float.parseFloat(parts[3]),
                    parts[4],
                    parts[5]);
        }

        static List<Scored> of(List<String> texts) {
            List<Scored> rows = new ArrayList<>();
            texts.forEach(text -> rows.add(of(text)));
            return rows;
        }
    }
}
