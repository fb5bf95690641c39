package io.millrace.local.plant;

import io.millrace.local.plant.PlantEvent.Telemetry;
import java.time.Instant;
import java.util.Random;

/**
 * What the sensors of one machine show. Wear is one cause among others, so that one look at one
 * sensor does not tell it:
 *
 * <pre>
 *   level of the model + bias of the machine + daily cycle + slow drift + episode + wear + noise
 * </pre>
 */
final class Gauges {

    /** Hours after which a drift is half forgotten, about. */
    private static final double DRIFT_HOURS = 30;

    private static final double DRIFT = 0.5;
    private static final double BIAS = 0.4;
    private static final double EPISODES_PER_HOUR = 1 / (24.0 * 12);
    private static final double SECONDS_OF_DAY = 86_400;

    private final Random random;
    private final int machineId;
    private final MachineModel model;
    private final double phase;
    private final double[] bias = new double[Sensor.values().length];
    private final double[] drift = new double[Sensor.values().length];
    private final double[] values = new double[Sensor.values().length];
    private double episodeHours;
    private double episodeHeight;

    Gauges(Random random, int machineId, MachineModel model) {
        this.random = random;
        this.machineId = machineId;
        this.model = model;
        this.phase = random.nextDouble() * 0.2;
        for (int sensor = 0; sensor < bias.length; sensor++) {
            bias[sensor] = BIAS * random.nextGaussian();
            drift[sensor] = DRIFT * random.nextGaussian();
        }
    }

    /** Lets time pass. */
    void drift(double hours) {
        double kept = StrictMath.exp(-hours / DRIFT_HOURS);
        double fresh = DRIFT * StrictMath.sqrt(1 - kept * kept);
        for (int sensor = 0; sensor < drift.length; sensor++) {
            drift[sensor] = kept * drift[sensor] + fresh * random.nextGaussian();
        }
        episodeHours -= hours;
        if (episodeHours <= 0 && random.nextDouble() < EPISODES_PER_HOUR * hours) {
            // a neighbour's vibration, a batch of hard material: looks like wear and passes
            episodeHours = 3 + 30 * random.nextDouble();
            episodeHeight = 1 + 2 * random.nextDouble();
        }
    }

    /** How hard the machine works: 1 is normal. Shows in the first sensor's drift, weakly. */
    double load() {
        return Math.max(0.3, 1 + 0.3 * drift[0]);
    }

    /** Reads all sensors of a machine with this wear. */
    Telemetry read(Instant at, Wear wear) {
        double day = at.getEpochSecond() / SECONDS_OF_DAY + phase;
        double cycle = StrictMath.sin(2 * StrictMath.PI * day);
        double worn = wear.level() * wear.level();
        for (Sensor sensor : Sensor.values()) {
            int i = sensor.index;
            double shift = bias[i] + drift[i] + sensor.cycle * cycle + random.nextGaussian();
            shift += wear.mode().effects.of(sensor) * worn;
            if (episodeHours > 0 && sensor == Sensor.VIBRATION) {
                shift += episodeHeight;
            }
            values[i] = thousandths(model.levels.of(sensor) + sensor.noise * shift);
        }
        return new Telemetry(machineId, at, values[0], values[1], values[2], values[3]);
    }

    private static double thousandths(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
