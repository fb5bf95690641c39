package io.millrace.bench.memory;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.sink.DataStreamSinkProvider;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.data.RowData;

/** A sink that keeps nothing but the count. */
final class CountingTableSink implements DynamicTableSink {

    private final Counting<RowData> counting;

    CountingTableSink(Counting<RowData> counting) {
        this.counting = counting;
    }

    @Override
    public ChangelogMode getChangelogMode(ChangelogMode requested) {
        return requested;
    }

    @Override
    public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
        return new Provider(counting);
    }

    private record Provider(Counting<RowData> counting) implements DataStreamSinkProvider {

        @Override
        public DataStreamSink<?> consumeDataStream(
                ProviderContext context, DataStream<RowData> rows) {
            String uid = "count-" + counting.name().replace('_', '-');
            return rows.process(counting)
                    .returns(rows.getType())
                    .uid(uid)
                    .name(uid)
                    .sinkTo(new DiscardingSink<>())
                    .uid(uid + "-end")
                    .name(uid + " end");
        }
    }

    @Override
    public DynamicTableSink copy() {
        return new CountingTableSink(counting);
    }

    @Override
    public String asSummaryString() {
        return "count";
    }
}
