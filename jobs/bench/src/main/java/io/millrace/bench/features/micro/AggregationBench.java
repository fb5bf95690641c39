package io.millrace.bench.features.micro;

import io.millrace.features.aggregate.AggregateFunction;
import io.millrace.features.aggregate.AggregateFunctions;
import io.millrace.features.aggregate.InputType;
import io.millrace.features.aggregate.Ir;
import io.millrace.features.aggregate.IrLayout;
import io.millrace.features.aggregate.Result;
import io.millrace.features.aggregate.Slot;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What an aggregation costs by itself, on partial aggregates of {@value #ROWS} rows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AggregationBench {

    private static final int ROWS = 64;
    private static final long WINDOW = 3_600_000;

    /** The first of them that a function takes. */
    private static final List<InputType> INPUTS =
            List.of(InputType.FLOATING, InputType.INTEGER, InputType.TEXT, InputType.NONE);

    /** The command line asks for all that there are. */
    @Param("count")
    public String function;

    private final Result result = new Result();
    private DrawnRows rows;
    private AggregateFunction aggregate;
    private InputType input;
    private Slot slot;
    private IrLayout layout;
    private Ir growing;
    private Ir earlier;
    private Ir later;

    /** Builds the partial aggregates. */
    @Setup
    public void fill() {
        AggregateFunction named = AggregateFunctions.named(function).orElseThrow();
        aggregate = named.with(named.example()).get(0).over(WINDOW, 0);
        input = INPUTS.stream().filter(aggregate.inputs()::contains).findFirst().orElseThrow();
        IrLayout.Builder builder = new IrLayout.Builder();
        slot =
                builder.slot(
                        aggregate.accumulator(
                                input, aggregate.isDividedByCondition() ? DrawnRows.CONDITION : -1),
                        input == InputType.NONE ? -1 : DrawnRows.COLUMN,
                        -1);
        layout = builder.build();
        rows = new DrawnRows(input);
        growing = layout.empty();
        earlier = filled();
        later = filled();
    }

    private Ir filled() {
        Ir ir = layout.empty();
        for (int i = 0; i < ROWS; i++) {
            layout.add(ir, rows.next());
        }
        return ir;
    }

    /** A row into a partial aggregate that begins anew after {@value #ROWS} rows. */
    @Benchmark
    public Ir update() {
        if (rows.count() % ROWS == 0) {
            growing.clear();
        }
        layout.add(growing, rows.next());
        return growing;
    }

    /** Two partial aggregates into one, a copy of the earlier one included. */
    @Benchmark
    public Ir merge() {
        Ir merged = layout.copy(earlier);
        layout.merge(merged, later);
        return merged;
    }

    /** The answer of a partial aggregate. */
    @Benchmark
    public Result query() {
        result.clear();
        aggregate.finish(earlier, slot.word(), slot.object(), input, rows.time(), result);
        return result;
    }
}
