package io.millrace.local.plant;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Something that the plant's own systems would record. What drives it, the wear, is in none of
 * them.
 */
public sealed interface PlantEvent {

    int machineId();

    /** When it happened, in simulated time; also when it became known. */
    Instant at();

    /** One reading of a machine's four sensors; a machine under repair sends none. */
    record Telemetry(
            int machineId,
            Instant at,
            double volt,
            double rotate,
            double pressure,
            double vibration)
            implements PlantEvent {}

    /** The machine's control reported an error, such as {@code E3}. */
    record ErrorRaised(long errorId, int machineId, String code, Instant at)
            implements PlantEvent {}

    /** A component was serviced, on schedule or after a failure. */
    record MaintenanceDone(long maintenanceId, int machineId, String component, Instant at)
            implements PlantEvent {}

    /** The machine broke down: what a model is to foresee. */
    record Failed(long failureId, int machineId, Instant at) implements PlantEvent {}

    /**
     * The machine entered the register.
     *
     * @param at when it became known to the register, which is not when it was commissioned
     */
    record MachineCommissioned(int machineId, String model, LocalDate commissionedOn, Instant at)
            implements PlantEvent {}

    /**
     * A new version of the machine's row in the service history.
     *
     * @param services how many services it has had
     * @param lastQuality the mechanic's own mark for the last one, 0 to 1
     */
    record ServiceHistoryChanged(int machineId, int services, double lastQuality, Instant at)
            implements PlantEvent {}
}
