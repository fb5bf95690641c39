package io.millrace.scoring.script;

import java.util.Map;
import java.util.TreeMap;

/** From offsets in a substituted text back to offsets in the source. */
final class SourceMap {

    /** Where a stretch of the text came from; what replaced a placeholder is all at its start. */
    private record Origin(int source, boolean copied) {}

    private final TreeMap<Integer, Origin> origins = new TreeMap<>();

    void copied(int text, int source) {
        origins.put(text, new Origin(source, true));
    }

    void replaced(int text, int source) {
        origins.put(text, new Origin(source, false));
    }

    int source(int text) {
        Map.Entry<Integer, Origin> stretch = origins.floorEntry(text);
        Origin origin = stretch.getValue();
        return origin.copied() ? origin.source() + text - stretch.getKey() : origin.source();
    }
}
