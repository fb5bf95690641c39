package io.millrace.bench.memory;

import io.millrace.bench.measure.Mark;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts rows into the accumulator of the table's name, and puts what the JVM has spent by two of
 * them into the accumulators of {@link Mark#BEGIN} and {@link Mark#END}: that way the figures reach
 * whoever started the job, with no state shared between the two.
 *
 * @param <T> the row
 */
public final class Counting<T> extends ProcessFunction<T, T> {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final long from;
    private final long to;
    private transient LongCounter total;
    private transient long count;

    /**
     * @param name of the accumulator
     * @param from number of rows before the measurement; negative: this sink measures nothing
     * @param to number of rows at its end
     */
    public Counting(String name, long from, long to) {
        this.name = name;
        this.from = from;
        this.to = to;
    }

    String name() {
        return name;
    }

    @Override
    public void open(OpenContext context) {
        total = new LongCounter();
        getRuntimeContext().addAccumulator(name, total);
    }

    @Override
    public void processElement(T row, Context context, Collector<T> out) {
        count++;
        if (count == from) {
            Mark.now().put(getRuntimeContext(), Mark.BEGIN);
        } else if (count == to) {
            Mark.now().put(getRuntimeContext(), Mark.END);
        }
    }

    @Override
    public void close() {
        if (total != null) {
            total.add(count);
        }
    }
}
