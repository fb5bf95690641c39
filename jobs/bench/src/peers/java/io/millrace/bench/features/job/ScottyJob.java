package io.millrace.bench.features.job;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.DoubleType;
import stream.scotty.core.AggregateWindow;
import stream.scotty.core.windowFunction.AggregateFunction;
import stream.scotty.core.windowFunction.CommutativeAggregateFunction;
import stream.scotty.core.windowType.SlidingWindow;
import stream.scotty.core.windowType.WindowMeasure;
import stream.scotty.flinkconnector.KeyedScottyWindowOperator;

/**
 * Scotty's keyed window operator for Flink. Its state is a map in the operator, which no checkpoint
 * knows, whatever the state backend.
 */
public final class ScottyJob implements Peer {

    @Override
    public DataStream<RowData> sum(DataStream<RowData> events, Setting setting) {
        // Its result is an interface, a generic type to Flink; it is never serialized here.
        events.getExecutionEnvironment()
                .configure(new Configuration().set(PipelineOptions.GENERIC_TYPES, true));
        KeyedScottyWindowOperator<Integer, RowData, Double> operator =
                new KeyedScottyWindowOperator<>(new Sum());
        operator.addWindow(
                new SlidingWindow(WindowMeasure.Time, setting.windowLength().toMillis(), 60_000));
        return events.keyBy(new EventKey())
                .process(operator)
                .returns(TypeInformation.of(new TypeHint<AggregateWindow<Double>>() {}))
                .uid("scotty")
                .map(new ToRow())
                .returns(InternalTypeInfo.ofFields(new DoubleType()))
                .uid("scotty-rows");
    }

    private static final class Sum
            implements AggregateFunction<RowData, Double, Double>,
                    CommutativeAggregateFunction<RowData, Double, Double> {
        private static final long serialVersionUID = 1L;

        @Override
        public Double lift(RowData event) {
            return event.getDouble(2);
        }

        @Override
        public Double combine(Double left, Double right) {
            return left + right;
        }

        @Override
        public Double liftAndCombine(Double sum, RowData event) {
            return sum + event.getDouble(2);
        }

        @Override
        public Double lower(Double sum) {
            return sum;
        }
    }

    private static final class ToRow implements MapFunction<AggregateWindow<Double>, RowData> {
        private static final long serialVersionUID = 1L;

        @Override
        public RowData map(AggregateWindow<Double> window) {
            return GenericRowData.of(window.getAggValues().get(0));
        }
    }
}
