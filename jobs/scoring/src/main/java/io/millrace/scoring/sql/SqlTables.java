package io.millrace.scoring.sql;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.ExplainDetail;
import org.apache.flink.table.api.ExplainFormat;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.bridge.java.StreamStatementSet;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.ExternalTypeInfo;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.table.types.utils.DataTypeUtils;
import org.apache.flink.table.types.utils.TypeConversions;
import org.apache.flink.types.Row;

/**
 * Tables to streams and streams to tables, in one table environment.
 *
 * <pre>
 *   read:    source → planner's operators → TableToDataStream [→ changelog-rows] → RowData
 *   expose:  RowData → a temporary view that shadows a table of the same name
 * </pre>
 *
 * Rows stay in Flink's internal format both ways; only change logs pass through {@link Row}, since
 * {@code toChangelogStream} has no other form.
 */
public final class SqlTables {

    private final StreamExecutionEnvironment env;
    private final StreamTableEnvironment tables;
    private final boolean batch;
    private final PlannerUids uids = new PlannerUids();

    public SqlTables(StreamExecutionEnvironment env) {
        this.env = env;
        this.batch =
                env.getConfiguration().get(ExecutionOptions.RUNTIME_MODE)
                        == RuntimeExecutionMode.BATCH;
        EnvironmentSettings.Builder settings = EnvironmentSettings.newInstance();
        this.tables =
                StreamTableEnvironment.create(
                        env, (batch ? settings.inBatchMode() : settings.inStreamingMode()).build());
        tables.getConfig().set("table.local-time-zone", "UTC");
    }

    /** Runs one DDL statement, as the user wrote it. */
    public void execute(String statement) {
        tables.executeSql(statement);
    }

    /**
     * Lets the planner look at a condition over a table's columns.
     *
     * @throws RuntimeException of the planner's, saying what is wrong with it
     */
    public void check(String table, String condition) {
        tables.sqlQuery("SELECT 1 FROM " + table + " WHERE " + condition);
    }

    /** Whether a table or view of this name can be read. */
    public boolean exists(String table) {
        try {
            tables.from(table);
            return true;
        } catch (ValidationException e) {
            return false;
        }
    }

    /** Sets an option of the planner or of the job. */
    public void set(String key, String value) {
        tables.getConfig().set(key, value);
        env.configure(Configuration.fromMap(Map.of(key, value)));
    }

    /** A table to be asked by key: the connector's own function, for our operator to call. */
    public LookupTable lookup(String table, List<String> keyColumns) {
        return CatalogTables.lookup(tables, table, keyColumns);
    }

    /**
     * A table's rows, with computed columns appended.
     *
     * @param table a table or view, as the SQL file writes its name
     * @param role what the read is for: part of the uids, so different for two reads of one table
     * @param computed SQL expressions over the table's columns, by the name of the new column
     */
    public TableStream read(String table, String role, Map<String, String> computed) {
        TableSchema schema = TableSchema.of(tables.from(table).getResolvedSchema());
        StringBuilder query = new StringBuilder("SELECT ").append(schema.selectList());
        computed.forEach(
                (name, expression) ->
                        query.append(", (")
                                .append(expression)
                                .append(") AS ")
                                .append(TableSchema.quoted(name)));
        Table rows = tables.sqlQuery(query.append(" FROM ").append(table).toString());
        boolean changelog = isChangelog(rows);
        DataType type =
                DataTypeUtils.removeTimeAttribute(rows.getResolvedSchema().toPhysicalRowDataType());
        String prefix = uids.prefix("table-" + PlannerUids.kind(role));
        DataStream<RowData> stream =
                changelog ? changes(role, prefix, rows, type) : inserts(prefix, rows, type);
        return new TableStream(
                table,
                (RowType) type.getLogicalType(),
                stream,
                changelog,
                batch ? CatalogTables.watermarkColumn(tables, table) : schema.rowtime(),
                schema.proctime(),
                schema.key());
    }

    /** A table's columns but for the processing-time ones; time attributes are plain timestamps. */
    public RowType columns(String table) {
        ResolvedSchema schema = tables.from(table).getResolvedSchema();
        List<String> kept = TableSchema.of(schema).columns();
        RowType all =
                (RowType)
                        DataTypeUtils.removeTimeAttribute(schema.toPhysicalRowDataType())
                                .getLogicalType();
        return new RowType(
                all.getFields().stream().filter(field -> kept.contains(field.getName())).toList());
    }

    /** The column of a table's watermark; empty when it has none. */
    public Optional<String> watermark(String table) {
        return Optional.ofNullable(CatalogTables.watermarkColumn(tables, table));
    }

    /**
     * Some columns of a table that only has inserts, as values of other types.
     *
     * @param role what the read is for: part of the uids
     * @param columns their names and the types they are cast to; the stream's rows have these types
     */
    public DataStream<RowData> cast(String table, String role, RowType columns) {
        String list =
                columns.getFields().stream()
                        .map(SqlTables::cast)
                        .collect(Collectors.joining(", ", "SELECT ", " FROM "));
        Table rows = tables.sqlQuery(list + table);
        DataType type = rows.getResolvedSchema().toPhysicalRowDataType();
        return inserts(uids.prefix("table-" + PlannerUids.kind(role)), rows, type);
    }

    private static String cast(RowType.RowField column) {
        String name = TableSchema.quoted(column.getName());
        String type = column.getType().copy(true).asSerializableString();
        return "CAST(" + name + " AS " + type + ") AS " + name;
    }

    private DataStream<RowData> inserts(String prefix, Table rows, DataType type) {
        DataStream<RowData> stream = tables.toDataStream(rows, type.bridgedTo(RowData.class));
        uids.assign(prefix, stream.getTransformation());
        return stream;
    }

    private DataStream<RowData> changes(String role, String prefix, Table rows, DataType type) {
        Schema schema = Schema.newBuilder().fromRowDataType(type).build();
        DataStream<Row> stream = tables.toChangelogStream(rows, schema, ChangelogMode.all());
        uids.assign(prefix, stream.getTransformation());
        return stream.map(new ChangelogRows(type))
                .returns(InternalTypeInfo.of((RowType) type.getLogicalType()))
                .uid(uids.uid(prefix + "-rows"))
                .name(role + ": change log to rows");
    }

    /**
     * Whether updates or deletes may come. The planner knows, and says so only in its plan: {@code
     * changelogMode=[I,UA,D]} of the plan's root. In batch mode there are only inserts.
     */
    private boolean isChangelog(Table rows) {
        if (batch) {
            return false;
        }
        String plan = rows.explain(ExplainFormat.TEXT, ExplainDetail.CHANGELOG_MODE);
        int from = plan.indexOf("== Optimized Physical Plan ==");
        String mode = plan.substring(plan.indexOf("changelogMode=[", from));
        return !mode.startsWith("changelogMode=[I]");
    }

    /**
     * Makes a stream a table for the SQL that follows; a table of that name is shadowed, so that
     * what was read once is not read again.
     */
    public void expose(TableStream table) {
        if (table.changelog()) {
            exposeChanges(table);
        } else {
            tables.createTemporaryView(table.name(), table.rows(), schema(table, !batch).build());
        }
    }

    private void exposeChanges(TableStream table) {
        DataType type = TypeConversions.fromLogicalToDataType(table.type());
        DataStream<Row> changes =
                table.rows()
                        .map(new ChangelogRowsBack(type))
                        .returns(ExternalTypeInfo.<Row>of(type))
                        .uid(uids.uid("table-" + PlannerUids.kind(table.name()) + "-changes"))
                        .name(table.name() + ": rows to change log");
        Schema.Builder schema = schema(table, !batch);
        if (!table.key().isEmpty()) {
            schema.primaryKey(table.key());
        }
        tables.createTemporaryView(
                table.name(), tables.fromChangelogStream(changes, schema.build()));
    }

    private static Schema.Builder schema(TableStream table, boolean watermark) {
        Schema.Builder schema = Schema.newBuilder();
        Iterator<RowType.RowField> fields = table.type().getFields().iterator();
        int columns = table.type().getFieldCount() + table.proctime().size();
        for (int i = 0; i < columns; i++) {
            String proctime = table.proctime().get(i);
            if (proctime == null) {
                RowType.RowField field = fields.next();
                DataType type = TypeConversions.fromLogicalToDataType(field.getType());
                schema.column(field.getName(), type);
            } else {
                schema.columnByExpression(proctime, "PROCTIME()");
            }
        }
        if (watermark && table.rowtime() != null && mayBeRowtime(table)) {
            schema.watermark(table.rowtime(), "SOURCE_WATERMARK()");
        }
        return schema;
    }

    private static boolean mayBeRowtime(TableStream table) {
        int index = table.type().getFieldIndex(table.rowtime());
        return index >= 0 && isMilliseconds(table.type().getTypeAt(index));
    }

    /** A row time is a timestamp of at most milliseconds: Flink's rule. */
    private static boolean isMilliseconds(LogicalType type) {
        return (type.is(LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE)
                        || type.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE))
                && LogicalTypeChecks.getPrecision(type) <= 3;
    }

    /**
     * Lets the planner look at an INSERT without adding it to the job.
     *
     * @throws RuntimeException of the planner's, saying what is wrong with it
     */
    public void checkInsert(String statement) {
        tables.explainSql(statement);
    }

    /** Adds INSERT statements to the job, as one set so that they share what they can. */
    public void insert(List<Insert> statements) {
        StreamStatementSet set = tables.createStatementSet();
        statements.forEach(statement -> set.addInsertSql(statement.text()));
        int before = env.getTransformations().size();
        set.attachAsDataStream();
        List<Transformation<?>> all = env.getTransformations();
        List<Transformation<?>> sinks = all.subList(before, all.size());
        boolean oneEach = sinks.size() == statements.size();
        for (int i = 0; i < sinks.size(); i++) {
            String target = oneEach ? statements.get(i).target() : "insert-" + (i + 1);
            uids.assign(uids.prefix("sink-" + PlannerUids.kind(target)), sinks.get(i));
        }
    }

    /** One INSERT: its text and the table it writes to. */
    public record Insert(String text, String target) {}
}
