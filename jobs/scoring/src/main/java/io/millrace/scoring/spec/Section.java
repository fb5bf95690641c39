package io.millrace.scoring.spec;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A mapping whose keys are known: unknown ones are reported, with what was probably meant. */
final class Section {

    private final Value value;
    private final Keys keys;
    private final Map<String, Value> entries;

    private Section(Value value, Keys keys) {
        this.value = value;
        this.keys = keys;
        this.entries = value.entries();
    }

    static Section of(Value value, Keys keys) {
        Section section = new Section(value, keys);
        section.reportUnknownKeys();
        return section;
    }

    private void reportUnknownKeys() {
        entries.forEach(
                (key, entry) -> {
                    if (!keys.names().contains(key)) {
                        String meant = Suggestion.among(keys.names(), key);
                        String message = "unknown key \"" + key + '"' + meant;
                        value.reading().problem(entry.line(), value.path(), message);
                    }
                });
    }

    Value value() {
        return value;
    }

    /** The value of a key; empty when the user left it out. */
    Optional<Value> get(String key) {
        if (!keys.names().contains(key)) {
            throw new IllegalArgumentException(key + " is missing from Keys." + keys);
        }
        return Optional.ofNullable(entries.get(key));
    }

    /** What a key's value reads as; the fallback when the user left it out. */
    <T> T get(String key, Function<Value, T> reader, T fallback) {
        return get(key).map(reader).orElse(fallback);
    }

    /** Like {@link #get}, but leaving the key out is a problem. */
    <T> T require(String key, String example, Function<Value, T> reader, T harmless) {
        Optional<Value> found = get(key);
        if (found.isEmpty()) {
            value.problem("needs \"%s\", for example %s: %s".formatted(key, key, example));
        }
        return found.map(reader).orElse(harmless);
    }
}
