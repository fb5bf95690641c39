package io.millrace.local.plant;

import io.millrace.local.plant.PlantEvent.ErrorRaised;
import io.millrace.local.plant.PlantEvent.Failed;
import io.millrace.local.plant.PlantEvent.MachineCommissioned;
import io.millrace.local.plant.PlantEvent.MaintenanceDone;
import io.millrace.local.plant.PlantEvent.ServiceHistoryChanged;
import io.millrace.local.plant.PlantEvent.Telemetry;
import java.util.Locale;

/** The tables of the plant; as history each is a directory of that name. */
public enum PlantTable {
    READINGS,
    MACHINES,
    ERRORS,
    MAINTENANCE,
    SERVICE_HISTORY,
    FAILURES;

    /** The table's name in SQL, and its directory's. */
    public String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PlantTable of(PlantEvent event) {
        if (event instanceof Telemetry) {
            return READINGS;
        } else if (event instanceof MachineCommissioned) {
            return MACHINES;
        } else if (event instanceof ErrorRaised) {
            return ERRORS;
        } else if (event instanceof MaintenanceDone) {
            return MAINTENANCE;
        } else if (event instanceof ServiceHistoryChanged) {
            return SERVICE_HISTORY;
        } else if (event instanceof Failed) {
            return FAILURES;
        }
        throw new IllegalArgumentException("no table for " + event);
    }
}
