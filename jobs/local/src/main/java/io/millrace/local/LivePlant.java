package io.millrace.local;

import io.millrace.local.plant.LiveAccount;
import io.millrace.local.plant.LiveProgress;
import io.millrace.local.protocol.Request;

/**
 * A plant that runs in the services' JVM. Its past is in the database from the beginning, so that a
 * change-data-capture source may be started before the plant is.
 */
public final class LivePlant {

    private final ServicesProcess services;

    LivePlant(ServicesProcess services) {
        this.services = services;
    }

    /** Lets it run: from now on it publishes telemetry and writes rows. Once only. */
    public void start() {
        services.ask(new Request.StartPlant(), Object.class, ServicesProcess.PATIENCE);
    }

    /** How far it has come. */
    public LiveProgress progress() {
        return services.ask(
                new Request.PlantProgress(), LiveProgress.class, ServicesProcess.PATIENCE);
    }

    /** Stops it and returns when the broker has acknowledged the last reading. Once only. */
    public LiveAccount stop() {
        return services.ask(new Request.StopPlant(), LiveAccount.class, ServicesProcess.PATIENCE);
    }
}
