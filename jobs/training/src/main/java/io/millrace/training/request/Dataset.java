package io.millrace.training.request;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A training set: all files below a directory, as Flink's filesystem connector writes them.
 * Directories named {@code key=value} are partitions and give the column {@code key}.
 *
 * @param columns names of the columns in the order of the file, for CSV without a header line,
 *     which is how Flink writes it; empty where files name their columns themselves
 */
public record Dataset(Path directory, Format format, List<String> columns) {

    /** How the files are written. */
    public enum Format {
        PARQUET,
        /** Comma-separated, quoted by {@code "}; an empty field is NULL. */
        CSV,
        /** One JSON object a line. */
        JSON;
    }

    public Dataset {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(format, "format");
        columns = List.copyOf(columns);
    }

    /** Files that name their columns; CSV files have a header line then. */
    public static Dataset of(Path directory, Format format) {
        return new Dataset(directory, format, List.of());
    }
}
