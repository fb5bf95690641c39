package io.millrace.local.plant;

import io.millrace.local.plant.PlantEvent.ErrorRaised;
import io.millrace.local.plant.PlantEvent.Failed;
import io.millrace.local.plant.PlantEvent.MachineCommissioned;
import io.millrace.local.plant.PlantEvent.MaintenanceDone;
import io.millrace.local.plant.PlantEvent.ServiceHistoryChanged;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

/**
 * One machine's course: it runs and wears, is serviced on schedule, breaks, is repaired. Its random
 * numbers are its own, so that it is the same machine whatever the size of the plant.
 */
final class Machine {

    /** Numbers of rows: the machine's number followed by six digits. */
    private static final long ROWS = 1_000_000L;

    private static final List<MachineModel> MODELS = List.of(MachineModel.values());
    private static final List<FailureMode> PARTS = List.of(FailureMode.values());
    private static final List<String> STRAY_CODES = List.of("E1", "E2", "E3", "E4", "E5");

    private final Random random;
    private final int id;
    private final MachineModel model;
    private final LocalDate commissionedOn;
    private final Gauges gauges;
    private final Wear wear;
    private final Duration offset;

    private Instant nextService;

    /** The end of the repair, while the machine is down; may lie in the past. */
    private Instant downUntil;

    private boolean broken;
    private int services;
    private long errors;
    private long maintenances;
    private long failures;

    /**
     * @param begin when its course begins to be simulated
     */
    Machine(long seed, int id, Instant begin, Duration interval) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + id * 0xBF58476D1CE4E5B9L);
        this.id = id;
        this.model = pick(MODELS);
        int ageInDays = 60 + random.nextInt(5 * 365);
        this.commissionedOn = begin.atZone(ZoneOffset.UTC).toLocalDate().minusDays(ageInDays);
        double age = 0.85 + 0.3 * ageInDays / (5 * 365.0);
        this.gauges = new Gauges(random, id, model);
        this.wear = new Wear(random, model.wearFactor * age);
        this.offset = Duration.ofSeconds(random.nextInt((int) interval.toSeconds()));
        this.nextService = begin.plus(Duration.ofHours(random.nextInt(14 * 24)));
        this.downUntil = begin;
    }

    /** Its row in the register. */
    MachineCommissioned register(Instant known) {
        return new MachineCommissioned(id, model.name(), commissionedOn, known);
    }

    /**
     * Lives through one interval and adds what is recorded of it, in any order.
     *
     * @param telemetry whether the sensors are recorded
     */
    void live(Instant from, Duration interval, boolean telemetry, List<PlantEvent> recorded) {
        double hours = interval.toSeconds() / 3600.0;
        gauges.drift(hours);
        Instant to = from.plus(interval);
        if (broken && downUntil.isBefore(to)) {
            repair(recorded);
        }
        if (broken || downUntil.isAfter(from)) {
            return;
        }
        wear.grow(hours, gauges.load());
        raiseErrors(from, interval, hours, recorded);
        if (!nextService.isAfter(from)) {
            service(from, recorded);
        }
        Instant reading = from.plus(offset);
        Instant end = failure(from, interval, hours, recorded);
        if (telemetry && reading.isBefore(end)) {
            recorded.add(gauges.read(reading, wear));
        }
    }

    /** Breaks, perhaps; the moment until which the machine ran. */
    private Instant failure(
            Instant from, Duration interval, double hours, List<PlantEvent> recorded) {
        double chance = random.nextDouble();
        Instant moment = within(from, interval);
        if (chance >= wear.chanceOfFailure(hours)) {
            return from.plus(interval);
        }
        recorded.add(new Failed(id * ROWS + ++failures, id, moment));
        broken = true;
        downUntil = moment.plusSeconds(3600 * 3 + random.nextInt(3600 * 9));
        return moment;
    }

    private void repair(List<PlantEvent> recorded) {
        broken = false;
        recordService(downUntil, 0.8 + 0.2 * random.nextDouble(), recorded);
        wear.renew();
        planNextService(downUntil);
    }

    private void service(Instant at, List<PlantEvent> recorded) {
        double quality = 0.15 + 0.5 * random.nextDouble();
        recordService(at, quality, recorded);
        wear.service(quality);
        planNextService(at);
    }

    private void recordService(Instant at, double quality, List<PlantEvent> recorded) {
        // the mechanic services what is due, which mostly is not what is wearing out
        String component = pick(PARTS).component();
        double mark = Math.min(1, Math.max(0, quality + 0.15 * random.nextGaussian()));
        recorded.add(new MaintenanceDone(id * ROWS + ++maintenances, id, component, at));
        recorded.add(new ServiceHistoryChanged(id, ++services, Math.round(mark * 100) / 100.0, at));
    }

    private void planNextService(Instant last) {
        nextService = last.plus(Duration.ofHours(10 * 24 + random.nextInt(6 * 24)));
    }

    private void raiseErrors(
            Instant from, Duration interval, double hours, List<PlantEvent> recorded) {
        if (random.nextDouble() < wear.errorRate() * hours) {
            String code = random.nextDouble() < 0.5 ? wear.mode().code : pick(STRAY_CODES);
            recorded.add(new ErrorRaised(id * ROWS + ++errors, id, code, within(from, interval)));
        }
    }

    private Instant within(Instant from, Duration interval) {
        return from.plusSeconds(random.nextInt((int) interval.toSeconds()));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
