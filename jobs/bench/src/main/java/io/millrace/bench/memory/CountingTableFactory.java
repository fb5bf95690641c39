package io.millrace.bench.memory;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * {@code 'connector' = 'bench-count'}: counts rows and lets them fall. The sink that is given a
 * range of rows takes the measurements at its two ends.
 */
public final class CountingTableFactory implements DynamicTableSinkFactory {

    private static final ConfigOption<Long> FROM =
            ConfigOptions.key("measure-from")
                    .longType()
                    .defaultValue(-1L)
                    .withDescription("Number of rows before the measurement begins.");

    private static final ConfigOption<Long> TO =
            ConfigOptions.key("measure-to")
                    .longType()
                    .defaultValue(-1L)
                    .withDescription("Number of rows after which the measurement ends.");

    @Override
    public String factoryIdentifier() {
        return "bench-count";
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of(FROM, TO);
    }

    @Override
    public DynamicTableSink createDynamicTableSink(Context context) {
        FactoryUtil.TableFactoryHelper options =
                FactoryUtil.createTableFactoryHelper(this, context);
        options.validate();
        ReadableConfig chosen = options.getOptions();
        return new CountingTableSink(
                new Counting<>(
                        context.getObjectIdentifier().getObjectName(),
                        chosen.get(FROM),
                        chosen.get(TO)));
    }
}
