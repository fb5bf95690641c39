package io.millrace.local.plant;

/** The four sensors, in the order of the columns. */
enum Sensor {
    VOLT(0, 4.0, 0.8),
    ROTATE(1, 12.0, -0.6),
    PRESSURE(2, 3.0, 0.9),
    VIBRATION(3, 2.5, 0.5);

    /** Its place in arrays of one value a sensor. */
    final int index;

    /** One standard deviation of the noise of a single reading, in the sensor's unit. */
    final double noise;

    /** Height of the daily cycle, in multiples of {@link #noise}. */
    final double cycle;

    Sensor(int index, double noise, double cycle) {
        this.index = index;
        this.noise = noise;
        this.cycle = cycle;
    }
}
