package io.millrace.scoring.spec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the {@code lookups} of a specification. */
final class LookupReader {

    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);
    static final int DEFAULT_RETRIES = 2;
    static final CacheSpec DEFAULT_CACHE = new CacheSpec(10_000, Duration.ofMinutes(1));

    private static final int MOST_RETRIES = 100;

    private LookupReader() {}

    static List<LookupSpec> lookups(Value value) {
        List<LookupSpec> lookups = new ArrayList<>();
        value.named("lookup", "history: { table: t, on: { id: id }, columns: [services] }")
                .forEach((name, one) -> lookups.add(lookup(name, Section.of(one, Keys.LOOKUP))));
        return lookups;
    }

    private static LookupSpec lookup(String name, Section lookup) {
        return new LookupSpec(
                name,
                lookup.require("table", "service_history", Value::text, ""),
                lookup.require("on", "{ machine_id: machine_id }", LookupReader::on, Map.of()),
                lookup.require(
                        "columns", "[services]", list -> list.someTexts("column"), List.of()),
                lookup.get(
                        "on_failure",
                        value -> Scalars.oneOf(value, OnFailure.class, OnFailure.NULL),
                        OnFailure.NULL),
                lookup.get("timeout", Scalars::positiveDuration, DEFAULT_TIMEOUT),
                lookup.get(
                        "retries",
                        value -> (int) Scalars.integer(value, 0, MOST_RETRIES),
                        DEFAULT_RETRIES),
                lookup.get("cache").map(LookupReader::cache).orElse(null),
                lookup.get("as_of").map(Value::text).orElse(null));
    }

    private static Map<String, String> on(Value value) {
        Map<String, String> on = new LinkedHashMap<>();
        value.entries().forEach((column, spineColumn) -> on.put(column, spineColumn.text()));
        if (on.isEmpty() && (value.isMapping() || value.isNull())) {
            value.problem(
                    "is empty; write the lookup's key column and the spine's, for example"
                            + " { machine_id: machine_id }");
        }
        return on;
    }

    private static CacheSpec cache(Value value) {
        Section cache = Section.of(value, Keys.CACHE);
        return new CacheSpec(
                cache.get(
                        "max_rows",
                        rows -> Scalars.integer(rows, 1, Integer.MAX_VALUE),
                        DEFAULT_CACHE.maxRows()),
                cache.get("ttl", Scalars::positiveDuration, DEFAULT_CACHE.ttl()));
    }
}
