package io.millrace.training.evaluation;

import io.millrace.training.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Metrics side by side for the three parts. */
final class PartTable {

    private static final List<String> COLUMNS = List.of("training", "validation", "test");

    private PartTable() {}

    /**
     * One row a metric.
     *
     * @param parts metrics by name for each part; those of an empty part are left out
     */
    static Report.Table of(List<Map<String, Double>> parts) {
        Set<String> names = new LinkedHashSet<>();
        parts.forEach(part -> names.addAll(part.keySet()));
        List<Report.Row> rows = new ArrayList<>();
        for (String name : names) {
            rows.add(
                    new Report.Row(
                            name,
                            parts.stream()
                                    .map(part -> part.getOrDefault(name, Double.NaN))
                                    .toList()));
        }
        return new Report.Table(COLUMNS, rows);
    }
}
