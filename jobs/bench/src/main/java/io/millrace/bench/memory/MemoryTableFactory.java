package io.millrace.bench.memory;

import java.time.Duration;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.logical.RowType;

/** {@code 'connector' = 'bench-memory'}: a table of the plant, its rows made before they flow. */
public final class MemoryTableFactory implements DynamicTableSourceFactory {

    private static final ConfigOption<PlantTable> ROWS =
            ConfigOptions.key("rows")
                    .enumType(PlantTable.class)
                    .noDefaultValue()
                    .withDescription("Which of the plant's tables.");

    private static final ConfigOption<Integer> MACHINES =
            ConfigOptions.key("machines")
                    .intType()
                    .noDefaultValue()
                    .withDescription("Machines of the plant: the number of keys.");

    private static final ConfigOption<Long> READINGS =
            ConfigOptions.key("readings")
                    .longType()
                    .noDefaultValue()
                    .withDescription("Readings of all machines: the number of rows of the spine.");

    private static final ConfigOption<Duration> INTERVAL =
            ConfigOptions.key("interval")
                    .durationType()
                    .noDefaultValue()
                    .withDescription("Event time between two readings of a machine.");

    @Override
    public String factoryIdentifier() {
        return "bench-memory";
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of(ROWS, MACHINES, READINGS, INTERVAL);
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of();
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        FactoryUtil.TableFactoryHelper options =
                FactoryUtil.createTableFactoryHelper(this, context);
        options.validate();
        return new MemoryTableSource(
                options.getOptions().get(ROWS),
                new PlantRows(
                        options.getOptions().get(MACHINES),
                        options.getOptions().get(READINGS),
                        options.getOptions().get(INTERVAL)),
                (RowType) context.getPhysicalRowDataType().getLogicalType());
    }
}
