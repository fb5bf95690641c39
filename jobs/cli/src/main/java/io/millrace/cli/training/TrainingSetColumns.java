package io.millrace.cli.training;

import io.millrace.cli.cluster.Complaint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The columns of a training set and its number of rows, from its Parquet files. */
public final class TrainingSetColumns {

    private TrainingSetColumns() {}

    /**
     * Names in the order of the first file.
     *
     * @throws Complaint if there is no Parquet file
     */
    static List<String> of(Path trainingSet) {
        String query = "SELECT column_name FROM (DESCRIBE SELECT * FROM read_parquet(?))";
        return texts(query, files(trainingSet).get(0));
    }

    /**
     * Rows in all of its files.
     *
     * @throws Complaint if there is no Parquet file
     */
    public static long rows(Path trainingSet) {
        return files(trainingSet).stream()
                .flatMap(
                        file ->
                                texts("SELECT num_rows FROM parquet_file_metadata(?)", file)
                                        .stream())
                .mapToLong(Long::parseLong)
                .sum();
    }

    /**
     * Flink names files without an extension, and its own notes with a leading dot or underscore.
     */
    private static List<Path> files(Path trainingSet) {
        try (Stream<Path> walk = Files.walk(trainingSet)) {
            List<Path> files =
                    walk.filter(Files::isRegularFile)
                            .filter(file -> !hidden(trainingSet.relativize(file)))
                            .sorted()
                            .toList();
            if (files.isEmpty()) {
                throw new Complaint(trainingSet + ": no Parquet files there");
            }
            return files;
        } catch (IOException e) {
            throw new Complaint(trainingSet + ": cannot be read: " + e, e);
        }
    }

    private static boolean hidden(Path file) {
        for (Path name : file) {
            if (name.toString().startsWith(".") || name.toString().startsWith("_")) {
                return true;
            }
        }
        return false;
    }

    private static List<String> texts(String query, Path file) {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                PreparedStatement statement = duckdb.prepareStatement(query)) {
            statement.setString(1, file.toString());
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new Complaint(file + ": not readable as Parquet: " + e.getMessage(), e);
        }
    }
}
