package io.millrace.features.aggregate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** All aggregations by name. */
public final class AggregateFunctions {
    private AggregateFunctions() {}

    /** The aggregation of that name, in lower case as users write it, without its parameters. */
    public static Optional<AggregateFunction> named(String name) {
        return all().stream().filter(function -> function.functionName().equals(name)).findFirst();
    }

    /**
     * Every aggregation, in the order of the documentation; then those of the user's jars, as the
     * thread's context class loader finds them.
     *
     * @throws java.util.ServiceConfigurationError when a class that a jar names cannot be made
     * @throws IllegalStateException when two have one name
     */
    public static List<AggregateFunction> all() {
        Map<String, AggregateFunction> functions = new LinkedHashMap<>();
        builtIn().forEach(function -> functions.put(function.functionName(), function));
        for (AggregateFunction function : ServiceLoader.load(AggregateFunction.class)) {
            AggregateFunction other = functions.putIfAbsent(function.functionName(), function);
            if (other != null) {
                throw new IllegalStateException(
                        "%s and %s are both the aggregate function %s; rename one of them"
                                .formatted(
                                        other.getClass().getName(),
                                        function.getClass().getName(),
                                        function.functionName()));
            }
        }
        return List.copyOf(functions.values());
    }

    /** Those that come with Millrace. */
    static List<AggregateFunction> builtIn() {
        List<AggregateFunction> functions = new ArrayList<>(List.of(BuiltIn.values()));
        functions.add(Lag.LAG);
        functions.add(Lag.LAST_K);
        functions.add(CountDistinct.EXACT);
        functions.add(ApproxCountDistinct.SKETCHED);
        functions.add(Quantile.ANY);
        functions.add(Quantile.MEDIAN);
        functions.add(TopK.ANY);
        functions.add(Ewma.ANY);
        functions.add(Rate.ANY);
        functions.add(Ratio.ROWS);
        functions.add(Histogram.ANY);
        return functions;
    }
}
