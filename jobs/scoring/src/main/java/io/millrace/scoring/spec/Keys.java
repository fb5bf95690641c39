package io.millrace.scoring.spec;

import java.util.List;

/**
 * The keys that each kind of section of {@code features.yaml} may have, in the order in which the
 * effective configuration prints them. The editors' schema has a definition per constant.
 */
enum Keys {
    ROOT(
            "name",
            "spine",
            "entities",
            "sources",
            "views",
            "lookups",
            "order",
            "warm_up",
            "model",
            "training"),
    SPINE("table", "score_updates", "late"),
    ENTITY("key"),
    SOURCE("time", "known", "error", "change"),
    VIEW(
            "entity",
            "source",
            "aggregations",
            "latest",
            "lateness",
            "hop",
            "exclude_current",
            "tie_break",
            "formerly",
            "formerly_columns"),
    AGGREGATION("columns", "functions", "windows", "where"),
    LOOKUP("table", "on", "columns", "on_failure", "timeout", "retries", "cache", "as_of"),
    CACHE("max_rows", "ttl"),
    MODEL(
            "onnx",
            "card",
            "input",
            "inputs",
            "fill",
            "max_batch",
            "max_linger",
            "registry",
            "canary_key",
            "verify_timeout",
            "drift",
            "explain"),
    DRIFT("window", "psi", "null_rate", "min_rows"),
    EXPLAIN("top", "above"),
    TRAINING(
            "label",
            "label_meaning",
            "task",
            "time",
            "group",
            "split",
            "test",
            "validation",
            "algorithm",
            "parameters",
            "threshold",
            "horizon",
            "seed");

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; its type does not say so
    private final List<String> names;

    Keys(String... names) {
        this.names = List.of(names);
    }

    List<String> names() {
        return names;
    }
}
