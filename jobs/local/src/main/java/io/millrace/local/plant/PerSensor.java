package io.millrace.local.plant;

/** A constant for each sensor. */
record PerSensor(double volt, double rotate, double pressure, double vibration) {

    double of(Sensor sensor) {
        return switch (sensor) {
            case VOLT -> volt;
            case ROTATE -> rotate;
            case PRESSURE -> pressure;
            case VIBRATION -> vibration;
        };
    }
}
