package io.millrace.bench.features.job;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.RowData.FieldGetter;
import org.apache.flink.table.types.logical.DoubleType;

/** Rows through keyBy and nothing behind it: what their format costs. */
final class ExchangeJob {

    /** As wide as the output of an entity with some features. */
    static final int COLUMNS = 20;

    private ExchangeJob() {}

    /**
     * Ours: the way into the stage, up to its keyed operator and without that. The stage is built
     * in an environment that never runs.
     */
    static DataStream<?> entityRows(DataStream<RowData> events, Setting setting) {
        DataStream<RowData> elsewhere =
                new DataStream<>(
                        StreamExecutionEnvironment.createLocalEnvironment(1),
                        events.getTransformation());
        Transformation<?> keyed =
                FeatureJob.count(elsewhere, setting).getTransformation().getInputs().get(0);
        return new DataStream<>(events.getExecutionEnvironment(), keyed);
    }

    /**
     * Theirs.
     *
     * @param declared whether the map's type is declared; if not, Flink falls back to Kryo for it
     */
    static DataStream<?> pojos(DataStream<RowData> events, boolean declared) {
        TypeInformation<Values> type =
                declared
                        ? Types.POJO(
                                Values.class,
                                Map.of(
                                        "key", Types.INT,
                                        "time", Types.LONG,
                                        "values", Types.MAP(Types.STRING, Types.DOUBLE)))
                        : TypeInformation.of(Values.class);
        if (!declared) {
            events.getExecutionEnvironment()
                    .configure(
                            new org.apache.flink.configuration.Configuration()
                                    .set(PipelineOptions.GENERIC_TYPES, true));
        }
        return events.map(new ToValues()).returns(type).uid("values").keyBy(value -> value.key);
    }

    private static final class ToValues implements MapFunction<RowData, Values> {
        private static final long serialVersionUID = 1L;

        private final String[] names = new String[COLUMNS];
        private final FieldGetter[] getters = new FieldGetter[COLUMNS];

        ToValues() {
            for (int column = 0; column < COLUMNS; column++) {
                names[column] = "v" + column;
                getters[column] = RowData.createFieldGetter(new DoubleType(), 2 + column);
            }
        }

        @Override
        public Values map(RowData row) {
            Values made = new Values();
            made.key = row.getInt(0);
            made.time = row.getTimestamp(1, 3).getMillisecond();
            made.values = new HashMap<>();
            for (int column = 0; column < COLUMNS; column++) {
                made.values.put(names[column], (Double) getters[column].getFieldOrNull(row));
            }
            return made;
        }
    }
}
