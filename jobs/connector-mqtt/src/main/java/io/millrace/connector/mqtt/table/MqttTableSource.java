package io.millrace.connector.mqtt.table;

import io.millrace.connector.mqtt.MqttSource;
import io.millrace.connector.mqtt.source.Acknowledge;
import io.millrace.connector.mqtt.source.SourceSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsReadingMetadata;
import org.apache.flink.table.connector.source.abilities.SupportsWatermarkPushDown;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table as it is read. Watermarks are made in the source, one for each broker session. */
final class MqttTableSource
        implements ScanTableSource, SupportsReadingMetadata, SupportsWatermarkPushDown {

    private static final Logger LOG = LoggerFactory.getLogger(MqttTableSource.class);

    /** Sets the format's metadata apart from the message's. */
    private static final String FORMAT_PREFIX = "value.";

    private final String table;
    private final SourceSettings settings;
    private final boolean acknowledgeChosen;
    private final OnParseError onParseError;
    private final DecodingFormat<DeserializationSchema<RowData>> format;
    private final DataType physicalType;

    private DataType producedType;
    private List<String> metadataKeys = List.of();
    private int formatColumns;
    @Nullable private WatermarkStrategy<RowData> watermarks;

    /**
     * A table to read.
     *
     * @param acknowledgeChosen whether the user said when to acknowledge
     */
    MqttTableSource(
            String table,
            SourceSettings settings,
            boolean acknowledgeChosen,
            OnParseError onParseError,
            DecodingFormat<DeserializationSchema<RowData>> format,
            DataType physicalType) {
        this.table = table;
        this.settings = settings;
        this.acknowledgeChosen = acknowledgeChosen;
        this.onParseError = onParseError;
        this.format = format;
        this.physicalType = physicalType;
        this.producedType = physicalType;
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return format.getChangelogMode();
    }

    /** The format's come first: the planner hands keys over in this order. */
    @Override
    public Map<String, DataType> listReadableMetadata() {
        Map<String, DataType> types = new LinkedHashMap<>();
        format.listReadableMetadata().forEach((key, type) -> types.put(FORMAT_PREFIX + key, type));
        ReadableMetadata.byKey().forEach((key, metadata) -> types.put(key, metadata.type()));
        return types;
    }

    @Override
    public void applyReadableMetadata(List<String> keys, DataType produced) {
        List<String> ofFormat = keys.stream().filter(MqttTableSource::isOfFormat).toList();
        this.metadataKeys = keys.stream().filter(key -> !isOfFormat(key)).toList();
        this.formatColumns = ofFormat.size();
        this.producedType = produced;
        if (!format.listReadableMetadata().isEmpty()) {
            format.applyReadableMetadata(
                    ofFormat.stream().map(key -> key.substring(FORMAT_PREFIX.length())).toList());
        }
    }

    private static boolean isOfFormat(String key) {
        return key.startsWith(FORMAT_PREFIX);
    }

    @Override
    public void applyWatermark(WatermarkStrategy<RowData> strategy) {
        this.watermarks = strategy;
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        RowDeserializationSchema schema =
                new RowDeserializationSchema(
                        format.createRuntimeDecoder(context, physicalType),
                        DataType.getFieldCount(physicalType) + formatColumns,
                        metadataKeys.stream()
                                .map(key -> ReadableMetadata.byKey().get(key).extractor())
                                .toList(),
                        onParseError,
                        context.createTypeInformation(producedType));
        return new DataStreamScanProvider() {
            @Override
            public DataStream<RowData> produceDataStream(
                    ProviderContext provider, StreamExecutionEnvironment environment) {
                return stream(schema, provider, environment);
            }

            @Override
            public boolean isBounded() {
                return settings.bounded();
            }
        };
    }

    private DataStream<RowData> stream(
            RowDeserializationSchema schema,
            ProviderContext provider,
            StreamExecutionEnvironment environment) {
        DataStreamSource<RowData> stream =
                environment.fromSource(
                        new MqttSource<>(settings(environment), schema),
                        watermarks == null ? WatermarkStrategy.noWatermarks() : watermarks,
                        table);
        provider.generateUid("mqtt-source").ifPresent(stream::uid);
        return stream;
    }

    private SourceSettings settings(StreamExecutionEnvironment environment) {
        boolean batch =
                environment.getConfiguration().get(ExecutionOptions.RUNTIME_MODE)
                        == RuntimeExecutionMode.BATCH;
        boolean checkpoints = environment.getCheckpointConfig().isCheckpointingEnabled() && !batch;
        if (checkpoints || acknowledgeChosen) {
            return settings;
        }
        LOG.warn(
                "Table {} is read without checkpoints: messages are acknowledged on receipt, and a"
                        + " failure loses those in process. Set execution.checkpointing.interval.",
                table);
        return settings.with(Acknowledge.RECEIPT);
    }

    @Override
    public DynamicTableSource copy() {
        MqttTableSource copy =
                new MqttTableSource(
                        table, settings, acknowledgeChosen, onParseError, format, physicalType);
        copy.producedType = producedType;
        copy.metadataKeys = metadataKeys;
        copy.formatColumns = formatColumns;
        copy.watermarks = watermarks;
        return copy;
    }

    @Override
    public String asSummaryString() {
        return "MQTT table source";
    }
}
