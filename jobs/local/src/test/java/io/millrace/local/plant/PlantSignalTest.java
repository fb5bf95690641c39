package io.millrace.local.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.plant.PlantEvent.Failed;
import io.millrace.local.plant.PlantEvent.Telemetry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Is there something to learn, and not too much? */
class PlantSignalTest {

    private static final Duration DAY = Duration.ofDays(1);

    /** The readings of a day. */
    private static final int WINDOW = 96;

    /** Neighbouring readings say the same. */
    private static final int EVERY = 8;

    private static final int DAYS = 60;
    private static final int MACHINES = 60;

    /** A reading with the mean vibration of the last day. */
    private record Judged(double mean, boolean fails) {}

    private static final List<Judged> JUDGED = new ArrayList<>();
    private static int failures;

    @BeforeAll
    static void simulate() {
        PlantSettings settings = PlantSettings.history().withMachines(MACHINES);
        Plant plant = new Plant(settings);
        plant.past();
        List<Telemetry> readings = new ArrayList<>();
        List<PlantTruth.Failure> known = new ArrayList<>();
        while (plant.now().isBefore(settings.start().plus(DAY.multipliedBy(DAYS)))) {
            for (PlantEvent event : plant.next()) {
                if (event instanceof Telemetry reading) {
                    readings.add(reading);
                } else if (event instanceof Failed failed) {
                    known.add(new PlantTruth.Failure(failed.machineId(), failed.at()));
                }
            }
        }
        failures = known.size();
        judge(readings, new PlantTruth(known, plant.now()));
    }

    @Test
    void shouldFailEveryTenToTwentyDays() {
        assertThat((double) MACHINES * DAYS / failures).isBetween(10.0, 20.0);
    }

    @Test
    void shouldHaveFewReadingsBeforeAFailure() {
        double positive = JUDGED.stream().filter(Judged::fails).count();
        assertThat(positive / JUDGED.size()).isBetween(0.02, 0.10);
    }

    @Test
    void shouldShowWearInTheVibrationButNotGiveItAway() {
        assertThat(areaUnderCurve()).isBetween(0.65, 0.97);
    }

    private static void judge(List<Telemetry> readings, PlantTruth truth) {
        Map<Integer, Deque<Double>> windows = new HashMap<>();
        int number = 0;
        for (Telemetry reading : readings) {
            Deque<Double> window =
                    windows.computeIfAbsent(reading.machineId(), id -> new ArrayDeque<>());
            window.add(reading.vibration());
            if (window.size() > WINDOW) {
                window.remove();
                if (number++ % EVERY == 0 && !reading.at().plus(DAY).isAfter(truth.until())) {
                    double mean = window.stream().mapToDouble(v -> v).average().orElseThrow();
                    boolean fails = truth.failsWithin(reading.machineId(), reading.at(), DAY);
                    JUDGED.add(new Judged(mean, fails));
                }
            }
        }
    }

    /** By ranks: the chance that a reading before a failure has the higher mean. */
    private static double areaUnderCurve() {
        List<Judged> byMean = new ArrayList<>(JUDGED);
        byMean.sort(Comparator.comparingDouble(Judged::mean));
        double ranks = 0;
        double positive = 0;
        for (int i = 0; i < byMean.size(); i++) {
            if (byMean.get(i).fails()) {
                ranks += i + 1;
                positive++;
            }
        }
        double negative = byMean.size() - positive;
        return (ranks - positive * (positive + 1) / 2) / (positive * negative);
    }
}
