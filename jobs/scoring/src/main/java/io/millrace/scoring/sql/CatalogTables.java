package io.millrace.scoring.sql;

import io.millrace.scoring.lookup.ConnectorLookup;
import io.millrace.scoring.spec.Suggestion;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.LookupTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.runtime.connector.source.LookupRuntimeProviderContext;
import org.apache.flink.table.types.logical.RowType;

/** What the catalog knows of a table that the planner does not tell. */
final class CatalogTables {

    private CatalogTables() {}

    /**
     * The lookup function behind a table, for our own operator to call.
     *
     * @param keyColumns columns of the table that are asked by
     * @throws ValidationException when there is no such table or column, or its connector cannot be
     *     asked by key
     */
    static LookupTable lookup(StreamTableEnvironment tables, String name, List<String> keyColumns) {
        ResolvedSchema schema = tables.from(name).getResolvedSchema();
        RowType type = (RowType) schema.toPhysicalRowDataType().getLogicalType();
        List<Integer> keys = keyColumns.stream().map(column -> index(type, name, column)).toList();
        int[][] paths = keys.stream().map(key -> new int[] {key}).toArray(int[][]::new);
        LookupTableSource.LookupRuntimeProvider provider =
                source(tables, name, schema)
                        .getLookupRuntimeProvider(new LookupRuntimeProviderContext(paths));
        return new LookupTable(type, ConnectorLookup.of(provider, name), keys);
    }

    private static int index(RowType type, String table, String column) {
        int index = type.getFieldIndex(column);
        if (index < 0) {
            throw new ValidationException(
                    "table "
                            + table
                            + " has no column \""
                            + column
                            + "\""
                            + Suggestion.among(type.getFieldNames(), column));
        }
        return index;
    }

    /**
     * The column that a table's DDL puts a watermark on: in batch mode the planner drops it.
     *
     * @return null for views, temporary tables, and tables without a watermark
     */
    @Nullable
    static String watermarkColumn(StreamTableEnvironment tables, String name) {
        ObjectIdentifier identifier = identifier(tables, name);
        try {
            return tables
                    .getCatalog(identifier.getCatalogName())
                    .orElseThrow()
                    .getTable(identifier.toObjectPath())
                    .getUnresolvedSchema()
                    .getWatermarkSpecs()
                    .stream()
                    .map(Schema.UnresolvedWatermarkSpec::getColumnName)
                    .findFirst()
                    .orElse(null);
        } catch (TableNotExistException e) {
            return null;
        }
    }

    private static LookupTableSource source(
            StreamTableEnvironment tables, String name, ResolvedSchema schema) {
        ObjectIdentifier identifier = identifier(tables, name);
        DynamicTableSource source =
                FactoryUtil.createDynamicTableSource(
                        factory(tables, identifier),
                        identifier,
                        new ResolvedCatalogTable(table(tables, identifier), schema),
                        Map.of(),
                        tables.getConfig(),
                        Thread.currentThread().getContextClassLoader(),
                        false);
        if (source instanceof LookupTableSource lookup) {
            return lookup;
        }
        throw new ValidationException(
                "table "
                        + name
                        + " cannot be asked by key: "
                        + source.asSummaryString()
                        + " is not a lookup source; use a connector such as jdbc, or a latest view");
    }

    /** A catalog may have a factory for its tables, which then need not name a connector. */
    @Nullable
    private static DynamicTableSourceFactory factory(
            StreamTableEnvironment tables, ObjectIdentifier identifier) {
        return tables.getCatalog(identifier.getCatalogName())
                .flatMap(Catalog::getFactory)
                .filter(DynamicTableSourceFactory.class::isInstance)
                .map(DynamicTableSourceFactory.class::cast)
                .orElse(null);
    }

    private static CatalogTable table(StreamTableEnvironment tables, ObjectIdentifier identifier) {
        try {
            CatalogBaseTable table =
                    tables.getCatalog(identifier.getCatalogName())
                            .orElseThrow()
                            .getTable(identifier.toObjectPath());
            if (table instanceof CatalogTable connector) {
                return connector;
            }
            throw new ValidationException(
                    identifier.getObjectName() + " is a view; a lookup needs a table");
        } catch (TableNotExistException e) {
            throw new ValidationException(
                    "the catalog has no table "
                            + identifier.asSummaryString()
                            + "; a lookup table cannot be TEMPORARY",
                    e);
        }
    }

    private static ObjectIdentifier identifier(StreamTableEnvironment tables, String name) {
        String[] parts = name.replace("`", "").split("\\.", -1);
        String object = parts[parts.length - 1];
        String database = parts.length > 1 ? parts[parts.length - 2] : tables.getCurrentDatabase();
        String catalog = parts.length > 2 ? parts[parts.length - 3] : tables.getCurrentCatalog();
        return ObjectIdentifier.of(catalog, database, object);
    }
}
