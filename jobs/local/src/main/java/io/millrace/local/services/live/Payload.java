package io.millrace.local.services.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.local.plant.PlantEvent.Telemetry;
import java.util.Random;

/** Readings as the machines send them, and as they should not. */
final class Payload {

    private Payload() {}

    static String topic(int machineId) {
        return "plant/" + machineId + "/telemetry";
    }

    /**
     * A well-formed reading.
     *
     * @param sentAt the wall clock in milliseconds since 1970
     */
    static byte[] of(Telemetry reading, long sentAt) {
        return text(reading, Double.toString(reading.volt()), sentAt).getBytes(UTF_8);
    }

    /** A payload that is none: cut off, no JSON at all, or a text for a number. */
    static byte[] malformed(Telemetry reading, long sentAt, Random random) {
        String whole = text(reading, Double.toString(reading.volt()), sentAt);
        String payload =
                switch (random.nextInt(3)) {
                    case 0 -> whole.substring(0, 20 + random.nextInt(whole.length() - 25));
                    case 1 -> "volt=" + reading.volt() + ";rotate=" + reading.rotate();
                    default -> text(reading, "\"high\"", sentAt);
                };
        return payload.getBytes(UTF_8);
    }

    private static String text(Telemetry reading, String volt, long sentAt) {
        return "{\"machine_id\":"
                + reading.machineId()
                + ",\"event_time\":\""
                + reading.at()
                + "\",\"volt\":"
                + volt
                + ",\"rotate\":"
                + reading.rotate()
                + ",\"pressure\":"
                + reading.pressure()
                + ",\"vibration\":"
                + reading.vibration()
                + ",\"sent_at\":"
                + sentAt
                + "}";
    }
}
