package io.millrace.local.plant;

import java.util.List;
import java.util.Random;

/**
 * The hidden state of one machine: a number that grows from 0, the faster the larger it is, until
 * the machine breaks, which becomes likely around 1.
 *
 * <pre>
 *   wear per hour     rate x (0.6 + 1.2 wear) x load x noise
 *   failures per hour BASE + STEEP / (1 + exp((1 - wear) / SOFTNESS))
 * </pre>
 */
final class Wear {

    /** Hours in which the median machine of factor 1 would go through its {@link #rate} once. */
    private static final double MEDIAN_LIFE_HOURS = 17 * 24.0;

    private static final double BASE_HAZARD = 0.00003;
    private static final double STEEP_HAZARD = 0.08;
    private static final double SOFTNESS = 0.07;

    private static final List<FailureMode> MODES = List.of(FailureMode.values());

    private final Random random;
    private final double machineFactor;
    private double rate;
    private double level;
    private FailureMode mode = FailureMode.WINDING;

    /**
     * A wear process that has been going on for a while.
     *
     * @param machineFactor how fast this machine wears compared with others
     */
    Wear(Random random, double machineFactor) {
        this.random = random;
        this.machineFactor = machineFactor;
        renew();
        level = random.nextDouble() * 0.8;
    }

    /** 0 is new, 1 is about to break. */
    double level() {
        return level;
    }

    FailureMode mode() {
        return mode;
    }

    /**
     * Lets time pass.
     *
     * @param load 1 is normal
     */
    void grow(double hours, double load) {
        double noise = 0.5 + random.nextDouble();
        level += rate * (0.6 + 1.2 * level) * load * noise * hours;
    }

    /** The chance that the machine breaks within so short a time. */
    double chanceOfFailure(double hours) {
        double hazard = BASE_HAZARD + STEEP_HAZARD / (1 + StrictMath.exp((1 - level) / SOFTNESS));
        return 1 - StrictMath.exp(-hazard * hours);
    }

    /** Errors per hour: rare in a healthy machine, several a day in a worn one. */
    double errorRate() {
        return 0.006 + 0.10 * level * level * level;
    }

    /**
     * Takes part of the wear away.
     *
     * @param quality 0 does nothing, 1 makes as new
     */
    void service(double quality) {
        level *= 1 - quality;
    }

    /** Begins a new life, after a repair. */
    void renew() {
        mode = MODES.get(random.nextInt(MODES.size()));
        rate = machineFactor * StrictMath.exp(0.35 * random.nextGaussian()) / MEDIAN_LIFE_HOURS;
        level = random.nextDouble() * 0.1;
    }
}
