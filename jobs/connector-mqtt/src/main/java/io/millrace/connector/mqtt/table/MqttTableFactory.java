package io.millrace.connector.mqtt.table;

import io.millrace.connector.mqtt.MqttOptionException;
import io.millrace.connector.mqtt.MqttSourceOptions;
import io.millrace.connector.mqtt.sink.SinkOptionsReader;
import io.millrace.connector.mqtt.sink.SinkSettings;
import io.millrace.connector.mqtt.source.SourceOptionsReader;
import io.millrace.connector.mqtt.source.SourceSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.format.EncodingFormat;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DeserializationFormatFactory;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.FactoryUtil.TableFactoryHelper;
import org.apache.flink.table.factories.SerializationFormatFactory;
import org.apache.flink.table.types.logical.RowType;

/** Makes tables with {@code 'connector' = 'mqtt'}. */
public final class MqttTableFactory implements DynamicTableSourceFactory, DynamicTableSinkFactory {

    /** The connector's name in SQL. */
    public static final String IDENTIFIER = "mqtt";

    @Override
    public String factoryIdentifier() {
        return IDENTIFIER;
    }

    /** None: what is missing is reported together with all that is wrong. */
    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        Set<ConfigOption<?>> options = new HashSet<>(AllOptions.connection());
        options.addAll(AllOptions.source());
        options.addAll(AllOptions.sink());
        options.add(MqttTableOptions.VALUE_FORMAT);
        options.add(MqttTableOptions.ON_PARSE_ERROR);
        options.add(FactoryUtil.FORMAT);
        options.add(FactoryUtil.SINK_PARALLELISM);
        return options;
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
        DecodingFormat<DeserializationSchema<RowData>> format =
                helper.discoverDecodingFormat(
                        DeserializationFormatFactory.class, formatOption(helper.getOptions()));
        helper.validate();
        ReadableConfig options = helper.getOptions();
        SourceSettings settings = SourceOptionsReader.read(options);
        OnParseError onParseError = options.get(MqttTableOptions.ON_PARSE_ERROR);
        requireErrorColumn(onParseError, context.getCatalogTable().getResolvedSchema());
        return new MqttTableSource(
                context.getObjectIdentifier().getObjectName(),
                settings,
                options.getOptional(MqttSourceOptions.ACKNOWLEDGE).isPresent(),
                onParseError,
                format,
                context.getPhysicalRowDataType());
    }

    @Override
    public DynamicTableSink createDynamicTableSink(Context context) {
        TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
        EncodingFormat<SerializationSchema<RowData>> format =
                helper.discoverEncodingFormat(
                        SerializationFormatFactory.class, formatOption(helper.getOptions()));
        helper.validate();
        ReadableConfig options = helper.getOptions();
        SinkSettings settings = SinkOptionsReader.read(options);
        return new MqttTableSink(
                settings,
                template(settings, context),
                format,
                context.getPhysicalRowDataType(),
                options.get(FactoryUtil.SINK_PARALLELISM));
    }

    private static ConfigOption<String> formatOption(ReadableConfig options) {
        if (options.getOptional(MqttTableOptions.VALUE_FORMAT).isPresent()) {
            return MqttTableOptions.VALUE_FORMAT;
        }
        if (options.getOptional(FactoryUtil.FORMAT).isEmpty()) {
            throw new MqttOptionException(
                    List.of("'format' is missing: say how payloads are written, e.g. 'json'"));
        }
        return FactoryUtil.FORMAT;
    }

    private static void requireErrorColumn(OnParseError onParseError, ResolvedSchema schema) {
        if (onParseError == OnParseError.COLUMN && !metadata(schema, ReadableMetadata.ERROR)) {
            throw new MqttOptionException(
                    List.of(
                            "'on-parse-error' = 'column' needs a column to tell the reason in;"
                                    + " declare `parse_error` STRING METADATA FROM 'error' VIRTUAL,"
                                    + " or set 'skip' or 'fail'"));
        }
    }

    @Nullable
    private static TopicTemplate template(SinkSettings settings, Context context) {
        ResolvedSchema schema = context.getCatalogTable().getResolvedSchema();
        if (settings.topic() == null) {
            if (!metadata(schema, WritableMetadata.TOPIC.key())) {
                throw new MqttOptionException(
                        List.of(
                                "'topic' is missing: name a topic, e.g. 'alerts/{machine_id}', or"
                                        + " declare a column `topic` STRING METADATA"));
            }
            return null;
        }
        RowType row = (RowType) context.getPhysicalRowDataType().getLogicalType();
        try {
            return TopicTemplate.parse(settings.topic(), row);
        } catch (IllegalArgumentException e) {
            throw new MqttOptionException(
                    List.of("'topic' = '" + settings.topic() + "' " + e.getMessage()));
        }
    }

    private static boolean metadata(ResolvedSchema schema, String key) {
        return schema.getColumns().stream()
                .filter(Column.MetadataColumn.class::isInstance)
                .map(Column.MetadataColumn.class::cast)
                .anyMatch(column -> column.getMetadataKey().orElse(column.getName()).equals(key));
    }
}
