package io.millrace.connector.mqtt.table;

import io.millrace.connector.mqtt.MqttSink;
import io.millrace.connector.mqtt.sink.SinkSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.format.EncodingFormat;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.SinkV2Provider;
import org.apache.flink.table.connector.sink.abilities.SupportsWritingMetadata;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;

/** The table as it is written. */
final class MqttTableSink implements DynamicTableSink, SupportsWritingMetadata {

    private final SinkSettings settings;
    @Nullable private final TopicTemplate template;
    private final EncodingFormat<SerializationSchema<RowData>> format;
    private final DataType physicalType;
    @Nullable private final Integer parallelism;
    private List<WritableMetadata> metadata = List.of();

    /**
     * A table to write.
     *
     * @param template null if each row names its topic
     * @param parallelism null for the job's
     */
    MqttTableSink(
            SinkSettings settings,
            @Nullable TopicTemplate template,
            EncodingFormat<SerializationSchema<RowData>> format,
            DataType physicalType,
            @Nullable Integer parallelism) {
        this.settings = settings;
        this.template = template;
        this.format = format;
        this.physicalType = physicalType;
        this.parallelism = parallelism;
    }

    @Override
    public ChangelogMode getChangelogMode(ChangelogMode requested) {
        return format.getChangelogMode();
    }

    @Override
    public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
        RowSerializationSchema schema =
                new RowSerializationSchema(
                        format.createRuntimeEncoder(context, physicalType),
                        settings,
                        template,
                        DataType.getFieldCount(physicalType),
                        metadata);
        return SinkV2Provider.of(new MqttSink<>(settings, schema), parallelism);
    }

    @Override
    public Map<String, DataType> listWritableMetadata() {
        return WritableMetadata.types();
    }

    @Override
    public void applyWritableMetadata(List<String> keys, DataType consumed) {
        metadata =
                keys.stream()
                        .map(
                                key ->
                                        Arrays.stream(WritableMetadata.values())
                                                .filter(column -> column.key().equals(key))
                                                .findFirst()
                                                .orElseThrow())
                        .toList();
    }

    @Override
    public DynamicTableSink copy() {
        MqttTableSink copy =
                new MqttTableSink(settings, template, format, physicalType, parallelism);
        copy.metadata = metadata;
        return copy;
    }

    @Override
    public String asSummaryString() {
        return "MQTT table sink";
    }
}
