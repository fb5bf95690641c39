package io.millrace.local.plant;

/** What machines of one make have in common. */
// a record of numbers cannot change
@SuppressWarnings("ImmutableEnumChecker")
enum MachineModel {
    M1(0.85, new PerSensor(170, 450, 100, 40)),
    M2(1.00, new PerSensor(168, 442, 98, 42)),
    M3(1.15, new PerSensor(173, 458, 103, 38)),
    M4(1.35, new PerSensor(166, 436, 96, 44));

    /** How fast it wears, compared with the others. */
    final double wearFactor;

    /** The healthy levels of the sensors, in their units. */
    final PerSensor levels;

    MachineModel(double wearFactor, PerSensor levels) {
        this.wearFactor = wearFactor;
        this.levels = levels;
    }
}
