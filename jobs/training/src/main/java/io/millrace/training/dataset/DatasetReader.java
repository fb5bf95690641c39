package io.millrace.training.dataset;

import io.millrace.training.request.Columns;
import io.millrace.training.request.Dataset;
import io.millrace.training.request.Progress;
import io.millrace.training.request.Task;
import io.millrace.training.request.TrainingException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads training sets, by an embedded DuckDB that keeps nothing. */
public final class DatasetReader {

    private static final String READING = "reading rows";
    private static final int ROWS_BETWEEN_REPORTS = 50_000;

    private final Columns columns;
    private final Task task;
    private final Progress progress;

    private DatasetReader(Columns columns, Task task, Progress progress) {
        this.columns = columns;
        this.task = task;
        this.progress = progress;
    }

    /**
     * Reads the columns that are wanted.
     *
     * @return rows by time, then group, label and features, whatever files they lie in
     * @throws TrainingException when files, columns or values are not as the request says
     */
    public static TrainingSet read(Dataset dataset, Columns columns, Task task, Progress progress) {
        DatasetReader reader = new DatasetReader(columns, task, progress);
        String relation = Relation.of(dataset, DatasetFiles.of(dataset));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            configure(statement);
            return reader.read(statement, relation);
        } catch (SQLException e) {
            throw new TrainingException(
                    "cannot read %s as %s: %s"
                            .formatted(dataset.directory(), dataset.format(), e.getMessage()),
                    e);
        }
    }

    private static void configure(Statement statement) throws SQLException {
        Path spill = Path.of(System.getProperty("java.io.tmpdir"), "millrace-training");
        statement.execute("SET temp_directory = " + Relation.literal(spill.toString()));
        statement.execute("SET autoinstall_known_extensions = false");
        statement.execute("SET TimeZone = 'UTC'");
    }

    private TrainingSet read(Statement statement, String relation) throws SQLException {
        progress.report(READING, 0, 0, "");
        Schema schema = Schema.bind(columns, types(statement, relation));
        long rows = ContentCheck.count(statement, relation, schema, task);
        long cells = rows * (schema.features().size() + 1L);
        if (cells > Integer.MAX_VALUE - 8) {
            throw new TrainingException(
                    "the training set has %d rows of %d features, more than fit into one matrix; take a sample of the rows in SQL"
                            .formatted(rows, schema.features().size()));
        }
        try (ResultSet result = statement.executeQuery(query(relation, schema))) {
            return fill(result, (int) rows, schema);
        }
    }

    private static Map<String, String> types(Statement statement, String relation)
            throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        try (ResultSet result = statement.executeQuery("DESCRIBE SELECT * FROM " + relation)) {
            while (result.next()) {
                types.put(result.getString("column_name"), result.getString("column_type"));
            }
        }
        return types;
    }

    private static String query(String relation, Schema schema) {
        String group = schema.group() == null ? "''" : schema.group().text();
        String features =
                schema.features().stream()
                        .map(feature -> "coalesce(" + feature.number() + ", 'NaN'::DOUBLE)")
                        .collect(Collectors.joining(", "));
        String order =
                IntStream.rangeClosed(1, 3 + schema.features().size())
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(", "));
        return "SELECT %s, %s, %s, %s FROM %s ORDER BY %s"
                .formatted(
                        schema.time().time(),
                        group,
                        schema.label().number(),
                        features,
                        relation,
                        order);
    }

    private TrainingSet fill(ResultSet result, int rows, Schema schema) throws SQLException {
        int width = schema.features().size();
        long[] times = new long[rows];
        long[] groups = new long[rows];
        float[] labels = new float[rows];
        float[][] values = new float[width][rows];
        int row = 0;
        while (result.next()) {
            times[row] = result.getLong(1);
            groups[row] = Fingerprint.of(result.getString(2));
            labels[row] = (float) result.getDouble(3);
            for (int i = 0; i < width; i++) {
                // adding zero makes -0 and 0 one value: which came first is up to the files
                values[i][row] = (float) result.getDouble(4 + i) + 0.0f;
            }
            if (++row % ROWS_BETWEEN_REPORTS == 0) {
                progress.report(READING, row, rows, "");
            }
        }
        progress.report(READING, row, rows, "");
        List<String> names = schema.features().stream().map(Column::name).toList();
        return new TrainingSet(names, values, labels, times, groups);
    }
}
