package io.millrace.features.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.features.definition.AggregationDefinition;
import io.millrace.features.definition.EntityDefinition;
import io.millrace.features.definition.ViewDefinition;
import io.millrace.features.definition.Window;
import io.millrace.features.plan.BoundSource;
import io.millrace.features.plan.EntityPlan;
import io.millrace.features.plan.Order;
import io.millrace.features.stage.EntityStage;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.util.CloseableIterator;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;

/** Windows that SQL can express give what DuckDB's {@code RANGE BETWEEN INTERVAL} gives. */
class SqlAgreementIT {

    private static final long START = 1_767_600_000_000L;
    private static final int KEYS = 20;
    private static final int ROWS = 2_000;
    private static final double RELATIVE = 1e-12;

    /** Labels and lengths in milliseconds, shorter and longer than the gaps between rows. */
    private static final Map<String, Long> WINDOWS =
            Map.of("1s", 1_000L, "1m", 60_000L, "15m", 900_000L, "6h", 21_600_000L);

    private static final RowType TYPE =
            RowType.of(
                    false,
                    new LogicalType[] {
                        new BigIntType(),
                        new IntType(),
                        new TimestampType(3),
                        new DoubleType(),
                        new BigIntType()
                    },
                    new String[] {"seq", "k", "t", "x", "n"});

    private static final List<String> EXACT = List.of("count", "min", "max", "first", "last");
    private static final List<String> MOMENTS = List.of("sum", "mean", "stddev", "variance");

    private final List<GenericRowData> probes = new ArrayList<>();
    private final List<GenericRowData> events = new ArrayList<>();

    SqlAgreementIT() {
        Random random = new Random(99);
        for (int i = 0; i < ROWS; i++) {
            probes.add(row(random, i));
            events.add(row(random, ROWS + i));
        }
    }

    /** Times on a coarse grid, so that ties are many, within a source and between the two. */
    private static GenericRowData row(Random random, long sequence) {
        long time = START + random.nextInt(1_500) * (random.nextBoolean() ? 10_000L : 500L);
        return GenericRowData.of(
                sequence,
                random.nextInt(KEYS),
                TimestampData.fromEpochMillis(time),
                random.nextInt(8) == 0 ? null : (Object) (100 + random.nextGaussian() * 10),
                random.nextInt(8) == 0 ? null : (Object) (random.nextInt(2_000) - 1_000L));
    }

    @Test
    void shouldAgreeWithDuckdb() throws Exception {
        EntityPlan plan = plan();
        Map<Long, RowData> answers = answers(plan);
        assertThat(answers).hasSize(ROWS);
        int compared = 0;
        int notNull = 0;
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            load(duckdb);
            for (String view : List.of("own", "other")) {
                for (Map.Entry<String, Long> window : WINDOWS.entrySet()) {
                    Comparison comparison = new Comparison(plan, answers);
                    comparison.run(duckdb, view, window.getKey(), window.getValue());
                    compared += comparison.compared;
                    notNull += comparison.notNull;
                }
            }
        }
        assertThat(compared).isGreaterThan(250_000);
        assertThat(notNull).isGreaterThan(compared / 2);
    }

    private static EntityPlan plan() {
        List<Window> windows =
                WINDOWS.entrySet().stream()
                        .map(e -> new Window(e.getKey(), Duration.ofMillis(e.getValue())))
                        .toList();
        return EntityPlan.of(
                new EntityDefinition("key", List.of("k")),
                List.of(view("own", "probes", windows), view("other", "events", windows)),
                new BoundSource("probes", TYPE, 2, -1, false, Map.of()),
                Map.of("events", new BoundSource("events", TYPE, 2, -1, false, Map.of())));
    }

    private static ViewDefinition view(String name, String source, List<Window> windows) {
        List<String> functions = new ArrayList<>(EXACT);
        functions.addAll(MOMENTS);
        return new ViewDefinition(
                name,
                "key",
                source,
                List.of(
                        new AggregationDefinition(List.of(), List.of("count"), windows, null),
                        new AggregationDefinition(List.of("x", "n"), functions, windows, null)),
                List.of(),
                Duration.ZERO,
                null,
                false,
                List.of("seq"));
    }

    /** The stage's answers over history, by the sequence of the probe. */
    private Map<Long, RowData> answers(EntityPlan plan) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(2);
        DataStream<RowData> rows =
                EntityStage.apply(
                                plan,
                                Order.EVENT_TIME,
                                Duration.ZERO,
                                stream(env, "probes", probes),
                                Map.of("events", stream(env, "events", events)))
                        .rows();
        Map<Long, RowData> answers = new HashMap<>();
        try (CloseableIterator<RowData> collected = rows.executeAndCollect("agreement")) {
            collected.forEachRemaining(row -> answers.put(row.getLong(0), row));
        }
        return answers;
    }

    private static DataStream<RowData> stream(
            StreamExecutionEnvironment env, String name, List<GenericRowData> rows) {
        return env.fromData(List.<RowData>copyOf(rows), InternalTypeInfo.of(TYPE))
                .setParallelism(1)
                .uid(name);
    }

    private void load(Connection duckdb) throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            for (String table : List.of("probes", "events")) {
                statement.execute(
                        "CREATE TABLE "
                                + table
                                + " (seq BIGINT, k INT, ms BIGINT, x DOUBLE, n BIGINT)");
                append((DuckDBConnection) duckdb, table, table.equals("probes") ? probes : events);
            }
            statement.execute(
                    "CREATE VIEW own AS SELECT *, make_timestamp(ms * 1000) AS t, TRUE AS asks,"
                            + " TRUE AS counts FROM probes");
            statement.execute(
                    "CREATE VIEW other AS SELECT seq, k, ms, NULL::DOUBLE AS x, NULL::BIGINT AS n,"
                            + " make_timestamp(ms * 1000) AS t, TRUE AS asks, FALSE AS counts"
                            + " FROM probes UNION ALL SELECT seq, k, ms, x, n,"
                            + " make_timestamp(ms * 1000), FALSE, TRUE FROM events");
        }
    }

    private static void append(DuckDBConnection duckdb, String table, List<GenericRowData> rows)
            throws SQLException {
        try (DuckDBAppender appender = duckdb.createAppender("main", table)) {
            for (GenericRowData row : rows) {
                appender.beginRow();
                appender.append(row.getLong(0));
                appender.append(row.getInt(1));
                appender.append(row.getTimestamp(2, 3).getMillisecond());
                if (row.isNullAt(3)) {
                    appender.appendNull();
                } else {
                    appender.append(row.getDouble(3));
                }
                if (row.isNullAt(4)) {
                    appender.appendNull();
                } else {
                    appender.append(row.getLong(4));
                }
                appender.endRow();
            }
        }
    }

    /** One view's features over one window. */
    private static final class Comparison {
        private final Map<String, RowData.FieldGetter> columns = new HashMap<>();
        private final Map<Long, RowData> answers;
        private int compared;
        private int notNull;

        Comparison(EntityPlan plan, Map<Long, RowData> answers) {
            RowType type = plan.outputType();
            for (int i = 0; i < type.getFieldCount(); i++) {
                columns.put(
                        type.getFieldNames().get(i),
                        RowData.createFieldGetter(type.getTypeAt(i), i));
            }
            this.answers = answers;
        }

        /**
         * SQL's frame holds all rows of the current time; a probe's window over its own source
         * holds those up to itself. So of probes of one key and time the last is compared, which is
         * the one with the highest sequence, by which ties are broken.
         */
        void run(Connection duckdb, String view, String label, long window) throws SQLException {
            boolean own = view.equals("own");
            String frame =
                    "(PARTITION BY k ORDER BY t RANGE BETWEEN INTERVAL %d MILLISECONDS PRECEDING AND %s)"
                            .formatted(
                                    window - 1,
                                    own ? "CURRENT ROW" : "INTERVAL 1 MILLISECONDS PRECEDING");
            StringBuilder query = new StringBuilder("SELECT * FROM (SELECT seq, asks, ");
            query.append("COUNT(*) FILTER (WHERE counts) OVER w AS count_rows");
            for (String column : List.of("x", "n")) {
                aggregates(column)
                        .forEach(
                                (function, sql) ->
                                        query.append(
                                                ", %s OVER w AS %s_%s"
                                                        .formatted(sql, column, function)));
            }
            query.append(", MAX(seq) FILTER (WHERE asks) OVER (PARTITION BY k, t) AS last_of_tie");
            query.append(" FROM ").append(view).append(" WINDOW w AS ").append(frame);
            query.append(") WHERE asks").append(own ? " AND seq = last_of_tie" : "");
            try (Statement statement = duckdb.createStatement();
                    ResultSet rows = statement.executeQuery(query.toString())) {
                while (rows.next()) {
                    compare(rows, view, label);
                }
            }
        }

        private static Map<String, String> aggregates(String column) {
            String place = "ms * 100000 + seq";
            return Map.of(
                    "count", "COUNT(%s)".formatted(column),
                    "sum", "SUM(%s)".formatted(column),
                    "mean", "AVG(%s)".formatted(column),
                    "min", "MIN(%s)".formatted(column),
                    "max", "MAX(%s)".formatted(column),
                    "stddev", "STDDEV_SAMP(%s)".formatted(column),
                    "variance", "VAR_SAMP(%s)".formatted(column),
                    "first", "ARG_MIN(%s, %s)".formatted(column, place),
                    "last", "ARG_MAX(%s, %s)".formatted(column, place));
        }

        private void compare(ResultSet sql, String view, String label) throws SQLException {
            long sequence = sql.getLong("seq");
            RowData answer = answers.get(sequence);
            check(sequence, answer, view + "_count_" + label, sql.getObject("count_rows"), true);
            for (String column : List.of("x", "n")) {
                for (String function : aggregates(column).keySet()) {
                    boolean exact =
                            EXACT.contains(function)
                                    || (column.equals("n") && function.equals("sum"));
                    String feature = view + "_" + column + "_" + function + "_" + label;
                    check(sequence, answer, feature, sql.getObject(column + "_" + function), exact);
                }
            }
        }

        private void check(
                long sequence, RowData answer, String feature, Object expected, boolean exact) {
            Object value = columns.get(feature).getFieldOrNull(answer);
            compared++;
            if (value == null || expected == null) {
                if (value != expected) {
                    assertThat(value).as("%s of %d", feature, sequence).isEqualTo(expected);
                }
                return;
            }
            notNull++;
            double ours = ((Number) value).doubleValue();
            double theirs = ((Number) expected).doubleValue();
            double tolerance = exact ? 0 : RELATIVE * Math.max(scale(feature), Math.abs(theirs));
            if (!(Math.abs(ours - theirs) <= tolerance)) {
                assertThat(ours).as("%s of %d", feature, sequence).isEqualTo(theirs);
            }
        }

        /**
         * Sums and means of numbers of both signs are near 0 by cancellation; their error is
         * relative to what was summed.
         */
        private static double scale(String feature) {
            return feature.contains("_n_") ? 1_000 : 0;
        }
    }
}
