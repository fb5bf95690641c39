package io.millrace.training.dataset;

import io.millrace.training.request.Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The files as something that DuckDB can select from. */
final class Relation {

    private Relation() {}

    /** A table function over the files; columns that a file does not have are NULL in its rows. */
    static String of(Dataset dataset, List<Path> files) {
        String list =
                files.stream()
                        .map(file -> literal(globFree(file.toString())))
                        .collect(Collectors.joining(", ", "[", "]"));
        String common =
                list + ", union_by_name = true, hive_partitioning = " + partitioned(dataset, files);
        return switch (dataset.format()) {
            case PARQUET -> "read_parquet(" + common + ")";
            case CSV ->
                    "read_csv("
                            + common
                            + ", delim = ',', quote = '\"', escape = '\"', nullstr = '', sample_size = -1, "
                            + names(dataset)
                            + ")";
            case JSON ->
                    "read_json("
                            + common
                            + ", format = 'newline_delimited', records = true, sample_size = -1"
                            + ", map_inference_threshold = -1)";
        };
    }

    private static String names(Dataset dataset) {
        if (dataset.columns().isEmpty()) {
            return "header = true";
        }
        String names =
                dataset.columns().stream()
                        .map(Relation::literal)
                        .collect(Collectors.joining(", ", "[", "]"));
        return "header = false, names = " + names;
    }

    private static boolean partitioned(Dataset dataset, List<Path> files) {
        return files.stream()
                .map(file -> dataset.directory().relativize(file))
                .anyMatch(file -> file.getParent() != null && file.toString().contains("="));
    }

    /** DuckDB takes file names for patterns: a character class of one stands for itself. */
    private static String globFree(String path) {
        return path.replaceAll("([*?\\[])", "[$1]");
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
