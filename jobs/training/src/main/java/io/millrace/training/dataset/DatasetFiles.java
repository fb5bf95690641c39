package io.millrace.training.dataset;

import io.millrace.training.request.Dataset;
import io.millrace.training.request.TrainingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The committed files of a directory: what a writer still has open, or left behind, is hidden. */
final class DatasetFiles {

    private DatasetFiles() {}

    /**
     * @return sorted by path; at least one
     * @throws TrainingException when there is no such directory, or nothing in it
     */
    static List<Path> of(Dataset dataset) {
        Path directory = dataset.directory();
        if (!Files.isDirectory(directory)) {
            throw new TrainingException(
                    Files.exists(directory)
                            ? directory + " is a file; give the directory that it lies in"
                            : "there is no directory "
                                    + directory
                                    + "; a training set is written by `training-set`");
        }
        try (Stream<Path> paths = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> files =
                    paths.filter(path -> !hidden(directory.relativize(path)))
                            .filter(Files::isRegularFile)
                            .filter(path -> !(empty(path) && textual(dataset)))
                            .sorted()
                            .toList();
            if (files.isEmpty()) {
                throw new TrainingException(
                        directory
                                + " has no finished file; names that begin with '.' or '_' are taken"
                                + " for unfinished. Did the job that writes it end well?");
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    /** Flink's and Hadoop's rule: anything on the way that begins with a dot or an underscore. */
    static boolean hidden(Path relative) {
        for (Path step : relative) {
            String name = step.toString();
            if (name.startsWith(".") || name.startsWith("_")) {
                return true;
            }
        }
        return false;
    }

    /** A text file without a line is a partition without a row; other formats always have bytes. */
    private static boolean textual(Dataset dataset) {
        return dataset.format() != Dataset.Format.PARQUET;
    }

    private static boolean empty(Path file) {
        try {
            return Files.size(file) == 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the size of " + file, e);
        }
    }
}
