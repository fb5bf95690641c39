package io.millrace.connector.mqtt.connection;

import java.nio.charset.StandardCharsets;

/** MQTT's rules for topic names and topic filters. */
public final class TopicNames {

    private static final int LONGEST = 65_535;

    private TopicNames() {}

    /**
     * Checks a topic to publish to.
     *
     * @return the name
     * @throws IllegalArgumentException if nothing can be published to it; completes "it ..."
     */
    public static String requireName(String name) {
        requireText(name);
        if (name.indexOf('+') >= 0 || name.indexOf('#') >= 0) {
            throw new IllegalArgumentException(
                    "has a wildcard; + and # are for subscribing, not for publishing");
        }
        return name;
    }

    /**
     * Checks a filter to subscribe by.
     *
     * @return the filter
     * @throws IllegalArgumentException if nothing can be subscribed by it; completes "it ..."
     */
    public static String requireFilter(String filter) {
        requireText(filter);
        if (filter.startsWith("$share/")) {
            throw new IllegalArgumentException(
                    "is a shared subscription; name the filter alone and the group in 'shared-group'");
        }
        String[] levels = filter.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            boolean wildcard = levels[i].indexOf('+') >= 0 || levels[i].indexOf('#') >= 0;
            if (wildcard && levels[i].length() > 1) {
                throw new IllegalArgumentException(
                        "has the level '" + levels[i] + "'; a wildcard stands for a whole level");
            }
            if ("#".equals(levels[i]) && i < levels.length - 1) {
                throw new IllegalArgumentException(
                        "has # before its end; # must be the last level");
            }
        }
        return filter;
    }

    /** Whether some topic matches both filters. */
    public static boolean overlap(String one, String other) {
        String[] a = one.split("/", -1);
        String[] b = other.split("/", -1);
        if ((startsWithWildcard(a) && b[0].startsWith("$"))
                || (startsWithWildcard(b) && a[0].startsWith("$"))) {
            return false;
        }
        for (int i = 0; ; i++) {
            boolean endA = i >= a.length;
            boolean endB = i >= b.length;
            if ((!endA && "#".equals(a[i])) || (!endB && "#".equals(b[i]))) {
                return true;
            }
            if (endA || endB) {
                return endA && endB;
            }
            if (!"+".equals(a[i]) && !"+".equals(b[i]) && !a[i].equals(b[i])) {
                return false;
            }
        }
    }

    private static boolean startsWithWildcard(String[] levels) {
        return "+".equals(levels[0]) || "#".equals(levels[0]);
    }

    private static void requireText(String topic) {
        if (topic.isEmpty()) {
            throw new IllegalArgumentException("is empty; a topic has at least one character");
        }
        if (topic.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("contains the character NUL, which MQTT forbids");
        }
        if (topic.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new IllegalArgumentException("is longer than " + LONGEST + " bytes");
        }
    }
}
