package io.millrace.features.aggregate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** All aggregations by name. */
public final class AggregateFunctions {
    private final Map<String, AggregateFunction> byName = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private AggregateFunctions() {
        builtIn().forEach(function -> byName.put(function.functionName(), function));
    }

    /** The aggregation of that name, in lower case as users write it, without its parameters. */
    public static Optional<AggregateFunction> named(String name) {
        return named(name, builtIn()).or(() -> named(name, all()));
    }

    private static Optional<AggregateFunction> named(
            String name, List<AggregateFunction> functions) {
        return functions.stream()
                .filter(function -> function.functionName().equals(name))
                .findFirst();
    }

    /**
     * Every aggregation, in the order of the documentation; then those of the user's jars, as the
     * thread's context class loader finds them.
     */
    public static List<AggregateFunction> all() {
        return List.copyOf(found().byName.values());
    }

    /** What is wrong with the user's jars: classes that cannot be made, names that are taken. */
    public static List<String> problems() {
        return List.copyOf(found().problems);
    }

    private static AggregateFunctions found() {
        AggregateFunctions functions = new AggregateFunctions();
        Iterator<AggregateFunction> services =
                ServiceLoader.load(AggregateFunction.class).iterator();
        boolean more = true;
        while (more) {
            more = functions.addNext(services);
        }
        return functions;
    }

    private boolean addNext(Iterator<AggregateFunction> services) {
        try {
            if (!services.hasNext()) {
                return false;
            }
            add(services.next());
        } catch (ServiceConfigurationError e) {
            problems.add(e.getMessage());
        }
        return true;
    }

    private void add(AggregateFunction function) {
        AggregateFunction other = byName.putIfAbsent(function.functionName(), function);
        if (other != null) {
            problems.add(
                    "%s and %s are both named %s; rename one of them"
                            .formatted(
                                    other.getClass().getName(),
                                    function.getClass().getName(),
                                    function.functionName()));
        }
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
