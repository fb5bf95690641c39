package io.millrace.inference.lineup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that the registry wants at one moment, and that was verified: one entry a version. */
public record Lineup(List<LineupEntry> entries) {
    public Lineup {
        entries = List.copyOf(entries);
    }

    Map<String, LineupEntry> byVersion() {
        Map<String, LineupEntry> byVersion = new LinkedHashMap<>();
        entries.forEach(entry -> byVersion.put(entry.version(), entry));
        return byVersion;
    }
}
