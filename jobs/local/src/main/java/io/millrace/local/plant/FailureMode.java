package io.millrace.local.plant;

import java.util.Locale;

/** What is wearing out in a machine's present life, and on which sensors that shows. */
// a record of numbers cannot change
@SuppressWarnings("ImmutableEnumChecker")
enum FailureMode {
    WINDING("E1", new PerSensor(3.0, -0.3, 0.3, 1.1)),
    ROTOR("E2", new PerSensor(0.3, -3.0, 0.0, 1.4)),
    SEAL("E3", new PerSensor(0.0, -0.3, -3.0, 1.2)),
    BEARING("E4", new PerSensor(0.2, -0.8, 0.3, 3.2));

    /** The error that this mode raises most. */
    final String code;

    /** Shifts of the sensors in a machine that is worn out, in multiples of their noise. */
    final PerSensor effects;

    FailureMode(String code, PerSensor effects) {
        this.code = code;
        this.effects = effects;
    }

    String component() {
        return name().toLowerCase(Locale.ROOT);
    }
}
