package io.millrace.connector.mqtt.link;

import java.util.Map;

/** What MQTT's reason codes mean for people, and for the connection. */
public final class ReasonCodes {

    private static final Map<Integer, String> TEXTS =
            Map.ofEntries(
                    Map.entry(0x80, "unspecified error"),
                    Map.entry(0x81, "malformed packet"),
                    Map.entry(0x82, "protocol error"),
                    Map.entry(0x83, "implementation specific error"),
                    Map.entry(0x84, "protocol version not supported, see 'protocol-version'"),
                    Map.entry(0x85, "client identifier not valid, see 'client-id'"),
                    Map.entry(0x86, "bad user name or password, see 'username' and 'password'"),
                    Map.entry(0x87, "not authorized"),
                    Map.entry(0x88, "server unavailable"),
                    Map.entry(0x89, "server busy"),
                    Map.entry(0x8A, "banned"),
                    Map.entry(0x8B, "server shutting down"),
                    Map.entry(0x8D, "keep alive timeout"),
                    Map.entry(0x8E, "session taken over"),
                    Map.entry(0x8F, "topic filter invalid"),
                    Map.entry(0x90, "topic name invalid"),
                    Map.entry(0x93, "receive maximum exceeded"),
                    Map.entry(0x95, "packet too large, see 'max-packet-size'"),
                    Map.entry(0x97, "quota exceeded"),
                    Map.entry(0x98, "administrative action"),
                    Map.entry(0x99, "payload format invalid"),
                    Map.entry(0x9A, "retain not supported"),
                    Map.entry(0x9B, "quality of service not supported"),
                    Map.entry(0x9E, "shared subscriptions not supported, see 'shared-group'"),
                    Map.entry(0x9F, "connection rate exceeded"),
                    Map.entry(0xA2, "wildcard subscriptions not supported"));

    /** CONNACK return codes 1 to 5 of MQTT 3.1.1 and their successors. */
    private static final int[] SUCCESSORS = {0, 0x84, 0x85, 0x88, 0x86, 0x87};

    private ReasonCodes() {}

    /** The code in words with its number. */
    public static String text(int code) {
        return String.format("%s (0x%02X)", TEXTS.getOrDefault(code, "unknown reason"), code);
    }

    public static boolean refused(int code) {
        return code >= 0x80;
    }

    /** The MQTT 5 code of an MQTT 3.1.1 CONNACK return code; other codes are as they are. */
    public static int ofConnectReturnCode(int code) {
        return code > 0 && code < SUCCESSORS.length ? SUCCESSORS[code] : code;
    }

    /** Whether the broker may have refused because of who connects. */
    public static boolean concernsCredentials(int code) {
        return code == 0x86 || code == 0x87 || code == 0x8C;
    }

    /** What to do when the broker ends or refuses a connection with this code. */
    public static LossResponse response(int code) {
        return switch (code) {
            case 0x8E, 0x95 -> LossResponse.FAIL;
            case 0x81, 0x82, 0x84, 0x85, 0x86, 0x87, 0x8A, 0x8C, 0x9A, 0x9B ->
                    LossResponse.FAIL_AT_START;
            default -> LossResponse.RETRY;
        };
    }
}
