package io.millrace.local.plant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The plant as it runs: each call lives through one interval and tells what was recorded, in the
 * order of time. Not thread-safe.
 */
public final class Plant {

    private static final Comparator<PlantEvent> ORDER =
            Comparator.comparing(PlantEvent::at).thenComparing(PlantEvent::machineId);

    private final PlantSettings settings;
    private final List<Machine> machines = new ArrayList<>();
    private Instant now;

    public Plant(PlantSettings settings) {
        this.settings = settings;
        this.now = settings.start().minus(settings.burnIn());
        for (int i = 0; i < settings.machines(); i++) {
            machines.add(
                    new Machine(
                            settings.seed(),
                            settings.firstMachineId() + i,
                            now,
                            settings.interval()));
        }
    }

    /** The time up to which the plant has been lived through. */
    public Instant now() {
        return now;
    }

    /**
     * What was recorded before the telemetry begins: the register, then the burn-in's errors,
     * services and failures. To be called first, and once.
     */
    public List<PlantEvent> past() {
        List<PlantEvent> recorded = new ArrayList<>();
        Instant registered = now;
        machines.forEach(machine -> recorded.add(machine.register(registered)));
        while (now.isBefore(settings.start())) {
            recorded.addAll(step(false));
        }
        return recorded;
    }

    /** What is recorded in the next interval. */
    public List<PlantEvent> next() {
        return step(true);
    }

    private List<PlantEvent> step(boolean telemetry) {
        Duration interval = settings.interval();
        List<PlantEvent> recorded = new ArrayList<>();
        for (Machine machine : machines) {
            machine.live(now, interval, telemetry, recorded);
        }
        // stable: what one machine records in one second stays in its order
        recorded.sort(ORDER);
        now = now.plus(interval);
        return recorded;
    }
}
