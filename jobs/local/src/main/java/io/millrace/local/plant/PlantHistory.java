package io.millrace.local.plant;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A plant's past as files: a directory a table, in it JSON lines in the order of time. The readings
 * are cut into several files, so that several readers find work. Instants are ISO-8601 in UTC (in
 * Flink: {@code TIMESTAMP_LTZ(3)} with {@code 'json.timestamp-format.standard' = 'ISO-8601'}).
 */
public final class PlantHistory {

    private static final Duration DAYS_IN_A_FILE = Duration.ofDays(10);

    private PlantHistory() {}

    /**
     * What was written.
     *
     * @param rows the number of rows of each table
     * @param until the failures are complete up to this time: rows later than this less the horizon
     *     of a label cannot be labelled
     */
    public record Account(Map<PlantTable, Long> rows, Instant until) {}

    /**
     * Writes the tables, which must not be there yet.
     *
     * @throws FileAlreadyExistsException if the directory of a table is there and not empty
     */
    public static Account write(Path directory, PlantSettings settings, Progress progress)
            throws IOException {
        for (PlantTable table : PlantTable.values()) {
            requireEmpty(Files.createDirectories(directory.resolve(table.sqlName())));
        }
        Plant plant = new Plant(settings);
        Map<PlantTable, Long> rows = new EnumMap<>(PlantTable.class);
        HistoryRow line = new HistoryRow();
        try (Parts parts = new Parts(directory)) {
            write(plant.past(), parts, line, rows);
            Instant end = settings.start().plus(settings.span());
            Instant cut = settings.start();
            while (plant.now().isBefore(end)) {
                if (!plant.now().isBefore(cut)) {
                    parts.next(PlantTable.READINGS);
                    cut = cut.plus(DAYS_IN_A_FILE);
                    report(progress, plant, settings, rows);
                }
                write(plant.next(), parts, line, rows);
            }
        }
        report(progress, plant, settings, rows);
        return new Account(rows, plant.now());
    }

    private static void write(
            List<PlantEvent> events, Parts parts, HistoryRow line, Map<PlantTable, Long> rows)
            throws IOException {
        for (PlantEvent event : events) {
            PlantTable table = PlantTable.of(event);
            parts.of(table).append(line.of(event));
            rows.merge(table, 1L, Long::sum);
        }
    }

    private static void report(
            Progress progress, Plant plant, PlantSettings settings, Map<PlantTable, Long> rows) {
        Duration done = Duration.between(settings.start(), plant.now());
        progress.update(
                done.toHours(),
                settings.span().toHours(),
                "%d days, %d readings, %d failures"
                        .formatted(
                                done.toDays(),
                                rows.getOrDefault(PlantTable.READINGS, 0L),
                                rows.getOrDefault(PlantTable.FAILURES, 0L)));
    }

    private static void requireEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            if (files.findAny().isPresent()) {
                throw new FileAlreadyExistsException(
                        directory.toString(),
                        null,
                        "is not empty: remove it or name another directory");
            }
        }
    }

    /** The open file of each table. */
    private static final class Parts implements AutoCloseable {

        private final Path directory;
        private final Map<PlantTable, Writer> open = new EnumMap<>(PlantTable.class);
        private final Map<PlantTable, Integer> numbers = new EnumMap<>(PlantTable.class);

        Parts(Path directory) throws IOException {
            this.directory = directory;
            for (PlantTable table : PlantTable.values()) {
                if (table != PlantTable.READINGS) {
                    next(table);
                }
            }
        }

        Writer of(PlantTable table) {
            return open.get(table);
        }

        /** Closes the table's file and opens its next one. */
        void next(PlantTable table) throws IOException {
            int number = numbers.merge(table, 1, Integer::sum);
            String name = "part-%04d.json".formatted(number);
            Writer last =
                    open.put(
                            table,
                            Files.newBufferedWriter(
                                    directory.resolve(table.sqlName()).resolve(name)));
            if (last != null) {
                last.close();
            }
        }

        @Override
        public void close() throws IOException {
            for (Writer file : open.values()) {
                file.close();
            }
        }
    }
}
