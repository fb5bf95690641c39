package io.millrace.local.plant;

import io.millrace.local.plant.PlantEvent.ErrorRaised;
import io.millrace.local.plant.PlantEvent.Failed;
import io.millrace.local.plant.PlantEvent.MachineCommissioned;
import io.millrace.local.plant.PlantEvent.MaintenanceDone;
import io.millrace.local.plant.PlantEvent.ServiceHistoryChanged;
import io.millrace.local.plant.PlantEvent.Telemetry;

/**
 * One event as one line of JSON, with the columns of its table. The rows of change logs carry in
 * {@code op_ts} when they became known. Nothing needs escaping: all texts are ours.
 */
final class HistoryRow {

    private final StringBuilder json = new StringBuilder(160);

    /** The line, with its end; valid until the next call. */
    CharSequence of(PlantEvent event) {
        json.setLength(0);
        json.append('{');
        if (event instanceof Telemetry reading) {
            reading(reading);
        } else if (event instanceof MachineCommissioned machine) {
            number("machine_id", machine.machineId());
            text("model", machine.model());
            text("commissioned_on", machine.commissionedOn());
        } else if (event instanceof ErrorRaised error) {
            number("error_id", error.errorId());
            number("machine_id", error.machineId());
            text("code", error.code());
            text("occurred_at", error.at());
        } else if (event instanceof MaintenanceDone maintenance) {
            number("maintenance_id", maintenance.maintenanceId());
            number("machine_id", maintenance.machineId());
            text("component", maintenance.component());
            text("performed_at", maintenance.at());
        } else if (event instanceof ServiceHistoryChanged history) {
            number("machine_id", history.machineId());
            number("services", history.services());
            decimal("last_quality", history.lastQuality());
            text("updated_at", history.at());
        } else if (event instanceof Failed failure) {
            number("failure_id", failure.failureId());
            number("machine_id", failure.machineId());
            text("failed_at", failure.at());
        }
        if (!(event instanceof Telemetry)) {
            text("op_ts", event.at());
        }
        return json.append("}\n");
    }

    private void reading(Telemetry reading) {
        number("machine_id", reading.machineId());
        text("event_time", reading.at());
        decimal("volt", reading.volt());
        decimal("rotate", reading.rotate());
        decimal("pressure", reading.pressure());
        decimal("vibration", reading.vibration());
    }

    private void number(String name, long value) {
        key(name).append(value);
    }

    private void decimal(String name, double value) {
        key(name).append(value);
    }

    /** Dates and instants write themselves as ISO-8601, in UTC. */
    private void text(String name, Object value) {
        key(name).append('"').append(value).append('"');
    }

    private StringBuilder key(String name) {
        if (json.length() > 1) {
            json.append(',');
        }
        return json.append('"').append(name).append("\":");
    }
}
