package io.millrace.connector.mqtt.table;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Options that only the table has. */
public final class MqttTableOptions {

    public static final ConfigOption<OnParseError> ON_PARSE_ERROR =
            ConfigOptions.key("on-parse-error")
                    .enumType(OnParseError.class)
                    .defaultValue(OnParseError.FAIL)
                    .withDescription(
                            "What becomes of a message whose payload does not parse: 'fail' the job,"
                                    + " 'skip' and count it, or emit a row with NULL in the physical"
                                    + " columns and the reason in the metadata 'column' error.");

    public static final ConfigOption<String> VALUE_FORMAT =
            ConfigOptions.key("value.format")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("The same as 'format'.");

    private MqttTableOptions() {}
}
