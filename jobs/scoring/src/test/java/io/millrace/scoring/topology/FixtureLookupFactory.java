package io.millrace.scoring.topology;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.LookupTableSource;
import org.apache.flink.table.connector.source.lookup.LookupFunctionProvider;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.functions.LookupFunction;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/**
 * {@code 'connector' = 'fixture-lookup'}: a table that knows every key of its first column, an INT,
 * and gives the key in each INT column, as text in each STRING column, and NULL in the others.
 */
public final class FixtureLookupFactory implements DynamicTableSourceFactory {

    @Override
    public String factoryIdentifier() {
        return "fixture-lookup";
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of();
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        return new Table((RowType) context.getPhysicalRowDataType().getLogicalType());
    }

    private record Table(RowType type) implements LookupTableSource {
        @Override
        public LookupRuntimeProvider getLookupRuntimeProvider(LookupContext context) {
            return LookupFunctionProvider.of(new Answers(type));
        }

        @Override
        public DynamicTableSource copy() {
            return this;
        }

        @Override
        public String asSummaryString() {
            return "fixture";
        }
    }

    private static final class Answers extends LookupFunction {
        private static final long serialVersionUID = 1L;

        private final RowType type;

        private Answers(RowType type) {
            this.type = type;
        }

        @Override
        public Collection<RowData> lookup(RowData key) {
            GenericRowData row = new GenericRowData(type.getFieldCount());
            for (int i = 0; i < type.getFieldCount(); i++) {
                row.setField(i, value(type.getTypeAt(i), key.getInt(0)));
            }
            return List.of(row);
        }

        private static Object value(LogicalType type, int key) {
            return type.is(LogicalTypeRoot.INTEGER)
                    ? (Object) key
                    : type.is(LogicalTypeRoot.VARCHAR)
                            ? StringData.fromString(String.valueOf(key))
                            : null;
        }
    }
}
