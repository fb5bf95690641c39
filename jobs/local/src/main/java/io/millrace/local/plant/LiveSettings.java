package io.millrace.local.plant;

import java.time.Duration;

/**
 * How a plant is played to the services.
 *
 * @param plant the plant; its span is not heeded, it runs until it is stopped
 * @param hoursPerSecond simulated hours in a second of the wall clock
 * @param malformedShare how many malformed payloads are sent for each reading, 0 to 1. They come in
 *     addition to the readings
 * @param horizon how far the truth reaches beyond the last reading that was sent
 */
public record LiveSettings(
        PlantSettings plant, double hoursPerSecond, double malformedShare, Duration horizon) {

    public LiveSettings {
        if (!(hoursPerSecond > 0)) {
            throw new IllegalArgumentException(
                    "hoursPerSecond is " + hoursPerSecond + ": more than 0");
        }
        if (!(malformedShare >= 0 && malformedShare <= 1)) {
            throw new IllegalArgumentException(
                    "malformedShare is " + malformedShare + ": from 0 to 1");
        }
    }

    /** A quarter of a day each second: 100 machines send 2,400 readings/s, some 1.7 fail. */
    public static LiveSettings standard() {
        return new LiveSettings(PlantSettings.live(), 6, 0, Duration.ofHours(24));
    }

    /** As these, with another plant. */
    public LiveSettings withPlant(PlantSettings other) {
        return new LiveSettings(other, hoursPerSecond, malformedShare, horizon);
    }

    /** As these, at another speed. */
    public LiveSettings withHoursPerSecond(double speed) {
        return new LiveSettings(plant, speed, malformedShare, horizon);
    }

    /** As these, with that share of malformed payloads. */
    public LiveSettings withMalformedShare(double share) {
        return new LiveSettings(plant, hoursPerSecond, share, horizon);
    }
}
