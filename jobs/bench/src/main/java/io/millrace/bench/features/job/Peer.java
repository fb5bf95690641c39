package io.millrace.bench.features.job;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/**
 * A peer that no registry has: its adapter is compiled with Maven's profile {@code peers}, when its
 * jar was built and installed by hand.
 */
public interface Peer {

    /** Results with the sum in column 0. */
    DataStream<RowData> sum(DataStream<RowData> events, Setting setting);
}
