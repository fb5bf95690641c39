package io.millrace.bench.features.job;

import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.util.Collector;

/** Flink's own sliding windows with an incremental aggregate. */
final class SlidingJob {

    private SlidingJob() {}

    static DataStream<RowData> sum(DataStream<RowData> events, Setting setting) {
        return events.keyBy(new EventKey())
                .window(SlidingEventTimeWindows.of(setting.windowLength(), Duration.ofMinutes(1)))
                .aggregate(
                        new Sum(),
                        new Labelled(),
                        Types.DOUBLE,
                        InternalTypeInfo.ofFields(
                                new IntType(), new BigIntType(), new DoubleType()))
                .uid("sliding");
    }

    private static final class Sum implements AggregateFunction<RowData, Double, Double> {
        private static final long serialVersionUID = 1L;

        @Override
        public Double createAccumulator() {
            return 0.0;
        }

        @Override
        public Double add(RowData event, Double sum) {
            return sum + event.getDouble(2);
        }

        @Override
        public Double getResult(Double sum) {
            return sum;
        }

        @Override
        public Double merge(Double left, Double right) {
            return left + right;
        }
    }

    /** Key, end of the window, sum. */
    private static final class Labelled
            implements WindowFunction<Double, RowData, Integer, TimeWindow> {
        private static final long serialVersionUID = 1L;

        @Override
        public void apply(
                Integer key, TimeWindow window, Iterable<Double> sums, Collector<RowData> out) {
            for (Double sum : sums) {
                out.collect(GenericRowData.of(key, window.getEnd(), sum));
            }
        }
    }
}
