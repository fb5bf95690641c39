package io.millrace.connector.mqtt.connection;

import io.millrace.connector.mqtt.MqttOptionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;

/** Reads options and gathers what is wrong with them, so that all of it is reported together. */
public final class OptionProblems {

    private final ReadableConfig config;
    private final List<String> problems = new ArrayList<>();

    public OptionProblems(ReadableConfig config) {
        this.config = config;
    }

    /** The value, the default if there is none, or null where it is missing or unreadable. */
    @Nullable
    public <T> T get(ConfigOption<T> option) {
        try {
            return config.get(option);
        } catch (IllegalArgumentException e) {
            problems.add("'" + option.key() + "' cannot be read: " + rootMessage(e));
            return option.defaultValue();
        }
    }

    /** The value, or null and a problem if there is none. */
    @Nullable
    public <T> T require(ConfigOption<T> option, String why) {
        T value = get(option);
        if (value == null || value.toString().isBlank()) {
            problems.add("'" + option.key() + "' is missing: " + why);
            return null;
        }
        return value;
    }

    /** Parses the value; the parser's IllegalArgumentException completes the sentence "it ...". */
    @Nullable
    public <T> T parse(ConfigOption<String> option, String value, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            add(option, value, e.getMessage());
            return null;
        }
    }

    /** The value if it is within the bounds, else a problem. */
    public int within(ConfigOption<Integer> option, int min, int max, String why) {
        Integer value = get(option);
        if (value == null || value < min || value > max) {
            add(option, value, "is not from " + min + " to " + max + "; " + why);
            return min;
        }
        return value;
    }

    /** The value if it is within the bounds, else a problem. */
    public Duration within(ConfigOption<Duration> option, Duration min, Duration max) {
        Duration value = get(option);
        if (value == null || value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            add(option, value, "is not from " + text(min) + " to " + text(max));
            return min;
        }
        return value;
    }

    /** Records a problem: {@code 'key' = 'value' complaint}. */
    public void add(ConfigOption<?> option, @Nullable Object value, @Nullable String complaint) {
        problems.add("'" + option.key() + "' = '" + value + "' " + complaint);
    }

    /** Records a problem that concerns more than one option. */
    public void add(String problem) {
        problems.add(problem);
    }

    /**
     * Ends the collecting.
     *
     * @throws MqttOptionException with all problems, if there are any
     */
    public void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new MqttOptionException(problems);
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static String text(Duration duration) {
        long days = duration.toDays();
        if (days > 0 && duration.equals(Duration.ofDays(days))) {
            return days + " d";
        }
        return duration.toMillis() % 1000 == 0
                ? duration.toSeconds() + " s"
                : duration.toMillis() + " ms";
    }
}
