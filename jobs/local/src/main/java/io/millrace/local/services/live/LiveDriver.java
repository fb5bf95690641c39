package io.millrace.local.services.live;

import io.millrace.local.Endpoints;
import io.millrace.local.plant.LiveAccount;
import io.millrace.local.plant.LiveProgress;
import io.millrace.local.plant.LiveSettings;
import io.millrace.local.plant.Plant;
import io.millrace.local.plant.PlantEvent;
import io.millrace.local.plant.PlantEvent.ErrorRaised;
import io.millrace.local.plant.PlantEvent.Failed;
import io.millrace.local.plant.PlantEvent.MaintenanceDone;
import io.millrace.local.plant.PlantEvent.Telemetry;
import io.millrace.local.plant.PlantTruth;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.annotation.Nullable;

/**
 * Plays one plant: {@link #prepare} writes its past into the database, {@link #start} lets it run
 * in a thread of its own, {@link #stop} ends it and lives on in secret until the truth about the
 * last reading is known.
 */
public final class LiveDriver {

    private static final Duration CONFIRMATION = Duration.ofSeconds(30);

    /** Shorter waits than this are not worth a wake-up. */
    private static final long COARSE_NANOS = 1_000_000;

    private final LiveSettings settings;
    private final Plant plant;
    private final Random malformed;
    private final PlantDatabase database;
    private final PlantBroker broker;
    private final List<PlantTruth.Failure> failures = new ArrayList<>();
    private final AtomicLong errorRows = new AtomicLong();
    private final AtomicLong maintenanceRows = new AtomicLong();
    private final AtomicLong failureRows = new AtomicLong();
    private final Thread thread = new Thread(this::run, "live-plant");

    private volatile boolean stopping;
    private volatile long startedNanos;
    private volatile Instant plantTime;
    private volatile Duration behind = Duration.ZERO;
    private volatile @Nullable Throwable failure;

    private LiveDriver(LiveSettings settings, PlantDatabase database, PlantBroker broker) {
        this.settings = settings;
        this.plant = new Plant(settings.plant());
        this.malformed = new Random(settings.plant().seed());
        this.database = database;
        this.broker = broker;
        this.plantTime = settings.plant().start();
    }

    /** Connects, and writes the register and the burn-in's rows. */
    public static LiveDriver prepare(
            LiveSettings settings, Endpoints.Postgres postgres, Endpoints.Mqtt mqtt)
            throws SQLException {
        LiveDriver driver =
                new LiveDriver(settings, new PlantDatabase(postgres), new PlantBroker(mqtt));
        driver.database.writeAll(driver.plant.past());
        return driver;
    }

    /** Lets the plant run; once only. */
    public void start() {
        startedNanos = System.nanoTime();
        thread.start();
    }

    /**
     * How far it has come.
     *
     * @throws IllegalStateException if it has broken down
     */
    public LiveProgress progress() {
        if (failure != null) {
            throw new IllegalStateException("the plant has broken down: " + failure, failure);
        }
        return new LiveProgress(
                plantTime,
                broker.sent(),
                broker.confirmed(),
                broker.malformed(),
                broker.refused(),
                errorRows.get(),
                maintenanceRows.get(),
                failureRows.get(),
                behind);
    }

    /** Stops sending, waits for the last acknowledgements, and finds out what happened next. */
    public LiveAccount stop() throws InterruptedException {
        stopping = true;
        thread.join();
        if (!broker.awaitAll(CONFIRMATION)) {
            throw new IllegalStateException(
                    "the broker did not acknowledge all readings within "
                            + CONFIRMATION.toSeconds()
                            + " s: "
                            + progress());
        }
        LiveProgress counts = progress();
        Instant end = plant.now().plus(settings.horizon());
        while (plant.now().isBefore(end)) {
            remember(plant.next());
        }
        broker.close();
        database.close();
        return new LiveAccount(counts, failures, plant.now());
    }

    private void run() {
        try {
            while (!stopping) {
                List<PlantEvent> events = plant.next();
                remember(events);
                for (PlantEvent event : events) {
                    awaitTurn(event.at());
                    if (stopping) {
                        return;
                    }
                    send(event);
                }
            }
        } catch (InterruptedException | RuntimeException e) {
            failure = e;
        }
    }

    private void send(PlantEvent event) throws InterruptedException {
        plantTime = event.at();
        if (event instanceof Telemetry reading) {
            broker.send(reading);
            if (malformed.nextDouble() < settings.malformedShare()) {
                broker.sendMalformed(reading, malformed);
            }
            return;
        }
        database.write(event);
        if (event instanceof ErrorRaised) {
            errorRows.incrementAndGet();
        } else if (event instanceof MaintenanceDone) {
            maintenanceRows.incrementAndGet();
        } else if (event instanceof Failed) {
            failureRows.incrementAndGet();
        }
    }

    private void awaitTurn(Instant at) {
        double hours = Duration.between(settings.plant().start(), at).toMillis() / 3_600_000.0;
        long due = startedNanos + (long) (hours / settings.hoursPerSecond() * 1e9);
        long wait = due - System.nanoTime();
        behind = wait < 0 ? Duration.ofNanos(-wait) : Duration.ZERO;
        while (wait > COARSE_NANOS && !stopping) {
            LockSupport.parkNanos(Math.min(wait, 100 * COARSE_NANOS));
            wait = due - System.nanoTime();
        }
    }

    private void remember(List<PlantEvent> events) {
        for (PlantEvent event : events) {
            if (event instanceof Failed failed) {
                failures.add(new PlantTruth.Failure(failed.machineId(), failed.at()));
            }
        }
    }
}
