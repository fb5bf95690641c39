package io.millrace.connector.mqtt.fake;

import io.millrace.connector.mqtt.MqttConnectionOptions;
import io.millrace.connector.mqtt.MqttSourceOptions;
import io.millrace.connector.mqtt.source.SourceOptionsReader;
import io.millrace.connector.mqtt.source.SourceSettings;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;

/** Settings for tests. */
public final class Fixtures {

    /** Client id of the only reader. */
    public static final String CLIENT = "test-0";

    private Fixtures() {}

    public static Configuration options() {
        Configuration options = new Configuration();
        options.set(MqttConnectionOptions.URL, "tcp://broker.test:1883");
        options.set(MqttConnectionOptions.CLIENT_ID, "test");
        options.set(MqttSourceOptions.TOPICS, List.of("plant/#"));
        return options;
    }

    public static SourceSettings settings() {
        return settings(options -> {});
    }

    /** The default settings with some options changed. */
    public static SourceSettings settings(Consumer<Configuration> changes) {
        Configuration options = options();
        changes.accept(options);
        return SourceOptionsReader.read(options);
    }
}
