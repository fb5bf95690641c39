package io.millrace.inference.card;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong, in the order of the reading, instead of stopping at the first. */
final class Problems {

    private final String source;
    private final List<String> found = new ArrayList<>();

    Problems(String source) {
        this.source = source;
    }

    void at(Node node, String message) {
        at(node.getStartMark().getLine() + 1, message);
    }

    void at(int line, String message) {
        found.add(source + ":" + line + ": " + message);
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidCardException(found);
        }
    }
}
