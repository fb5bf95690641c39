package io.millrace.bench.memory;

import java.util.Locale;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.LookupTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.lookup.LookupFunctionProvider;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/** A table in memory, to be read once from its first row to its last, or asked by machine. */
final class MemoryTableSource implements ScanTableSource, LookupTableSource {

    private final PlantTable table;
    private final PlantRows rows;
    private final RowType type;

    MemoryTableSource(PlantTable table, PlantRows rows, RowType type) {
        this.table = table;
        this.rows = rows;
        this.type = type;
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return table.changelog() ? ChangelogMode.all() : ChangelogMode.insertOnly();
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        return new Scan(table, rows, type);
    }

    private record Scan(PlantTable table, PlantRows rows, RowType type)
            implements DataStreamScanProvider {

        @Override
        public DataStream<RowData> produceDataStream(
                ProviderContext context, StreamExecutionEnvironment env) {
            String uid = "memory-" + table.name().toLowerCase(Locale.ROOT).replace('_', '-');
            return env.fromSource(
                            new NumberSequenceSource(0, rows.count(table) - 1),
                            WatermarkStrategy.noWatermarks(),
                            uid)
                    .uid(uid)
                    .map(new MadeRows(table, rows))
                    .returns(InternalTypeInfo.of(type))
                    .uid(uid + "-rows")
                    .name(uid + " rows");
        }

        @Override
        public boolean isBounded() {
            return true;
        }
    }

    /** As a JDBC table does it: a blocking function, behind which the lookup stage has threads. */
    @Override
    public LookupRuntimeProvider getLookupRuntimeProvider(LookupContext context) {
        return LookupFunctionProvider.of(new MemoryLookup(table, rows));
    }

    @Override
    public DynamicTableSource copy() {
        return new MemoryTableSource(table, rows, type);
    }

    @Override
    public String asSummaryString() {
        return "rows in memory";
    }
}
