package io.millrace.features.definition;

import java.io.Serializable;
import java.util.List;

/**
 * What features are kept for: a machine, a card, a terminal.
 *
 * @param name the name views refer to
 * @param key the key's columns, at least one; the same names in the spine and in every source of
 *     the entity's views
 */
public record EntityDefinition(String name, List<String> key) implements Serializable {
    public EntityDefinition {
        key = List.copyOf(key);
    }
}
