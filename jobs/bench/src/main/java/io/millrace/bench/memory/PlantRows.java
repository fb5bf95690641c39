package io.millrace.bench.memory;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/**
 * The rows of a plant's tables, the same for the same settings. The machines are read in turn; the
 * tables of the database hold what has happened from thirty days before the first reading up to the
 * last one.
 *
 * @param machines how many, with ids from 1
 * @param readings how many in all, in the order of time
 * @param interval between two readings of a machine
 */
record PlantRows(int machines, long readings, Duration interval) implements Serializable {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration PAST = Duration.ofDays(30);
    private static final Duration BETWEEN_ERRORS = Duration.ofDays(2);
    private static final Duration BETWEEN_SERVICES = Duration.ofDays(10);

    /** As long as a published reading; nothing parses it. */
    private static final byte[] PAYLOAD =
            ("{\"machine_id\":1000,\"event_time\":\"2026-01-05T10:20:00Z\",\"volt\":170.123,"
                            + "\"rotate\":446.123,\"pressure\":100.123,\"vibration\":40.123,"
                            + "\"sent_at\":1767608400000}")
                    .getBytes(StandardCharsets.UTF_8);

    private static final TimestampData SNAPSHOT = TimestampData.fromEpochMillis(0);

    /** How many rows a table has. */
    long count(PlantTable table) {
        return switch (table) {
            case READINGS -> readings;
            case MACHINES, SERVICE_HISTORY -> machines;
            case ERRORS -> machines * times(BETWEEN_ERRORS);
            case MAINTENANCE -> machines * times(BETWEEN_SERVICES);
        };
    }

    /** One row of a table: a new object each time. */
    RowData row(PlantTable table, long index) {
        SplittableRandom random = new SplittableRandom(table.seed(index));
        int machine = (int) (index % machines) + 1;
        return switch (table) {
            case READINGS -> reading(index, machine, random);
            case MACHINES ->
                    GenericRowData.of(
                            machine,
                            StringData.fromString("M" + (1 + random.nextInt(4))),
                            (int) LocalDate.of(2024, 1, 1).toEpochDay() + random.nextInt(700),
                            SNAPSHOT);
            case ERRORS ->
                    GenericRowData.of(
                            index,
                            machine,
                            StringData.fromString("error" + random.nextInt(5)),
                            past(index, BETWEEN_ERRORS, random),
                            SNAPSHOT);
            case MAINTENANCE ->
                    GenericRowData.of(
                            index,
                            machine,
                            StringData.fromString("comp" + random.nextInt(4)),
                            past(index, BETWEEN_SERVICES, random),
                            SNAPSHOT);
            case SERVICE_HISTORY ->
                    GenericRowData.of(machine, 4 + random.nextInt(14), random.nextDouble());
        };
    }

    private RowData reading(long index, int machine, SplittableRandom random) {
        long offset = interval.toMillis() * (index % machines) / machines;
        long time = START.toEpochMilli() + interval.toMillis() * (index / machines) + offset;
        return GenericRowData.of(
                machine,
                TimestampData.fromEpochMillis(time),
                171 + 10 * noise(random),
                446 + 30 * noise(random),
                100 + 8 * noise(random),
                42 + 7 * noise(random),
                time,
                PAYLOAD,
                null);
    }

    /** Bell-shaped, of mean 0, between -3 and 3. */
    private static double noise(SplittableRandom random) {
        return 2 * (random.nextDouble() + random.nextDouble() + random.nextDouble()) - 3;
    }

    private long times(Duration between) {
        return 1 + span().toMillis() / between.toMillis();
    }

    private Duration span() {
        return PAST.plus(interval.multipliedBy(readings / machines));
    }

    private TimestampData past(long index, Duration between, SplittableRandom random) {
        long nth = index / machines;
        long within = random.nextLong(between.toMillis());
        long time = START.minus(PAST).toEpochMilli() + nth * between.toMillis() + within;
        return TimestampData.fromEpochMillis(time);
    }
}
