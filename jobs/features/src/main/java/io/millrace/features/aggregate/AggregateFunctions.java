package io.millrace.features.aggregate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** All aggregations by name. */
public final class AggregateFunctions {
    private AggregateFunctions() {}

    /** The aggregation of that name, in lower case as users write it. */
    public static Optional<AggregateFunction> named(String name) {
        return all().stream().filter(function -> function.functionName().equals(name)).findFirst();
    }

    /** Every aggregation, in the order of the documentation. */
    public static List<AggregateFunction> all() {
        return Arrays.asList(BuiltIn.values());
    }
}
