package io.millrace.features.plan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong, each thing once. */
final class Problems {
    private final Set<String> messages = new LinkedHashSet<>();

    void add(String place, String message) {
        messages.add(place + ": " + message);
    }

    void throwIfAny() {
        if (!messages.isEmpty()) {
            throw new DefinitionException(List.copyOf(messages));
        }
    }
}
