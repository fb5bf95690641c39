package io.millrace.connector.mqtt.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connector.mqtt.MqttMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

/** Rows of messages, parsed or not. */
class RowDeserializationSchemaTest {

    private final List<RowData> rows = new ArrayList<>();
    private final Collector<RowData> out =
            new Collector<>() {
                @Override
                public void collect(RowData row) {
                    rows.add(row);
                }

                @Override
                public void close() {
                    // nothing is held
                }
            };

    @Test
    void shouldAppendTheMetadataAskedFor() throws Exception {
        schema(OnParseError.FAIL, "topic-level-2", "topic-level-4", "user-properties", "error")
                .deserialize(message("7"), out);
        RowData row = rows.get(0);
        assertThat(row.getArity()).isEqualTo(5);
        assertThat(row.getInt(0)).isEqualTo(7);
        assertThat(row.getString(1)).hasToString("7");
        assertThat(row.isNullAt(2)).isTrue();
        assertThat(row.getMap(3).size()).isEqualTo(1);
        assertThat(row.isNullAt(4)).isTrue();
    }

    @Test
    void shouldTellTheReasonWithItsCauses() throws Exception {
        RowDeserializationSchema schema = schema(OnParseError.COLUMN, "error", "payload");
        IOException cause = new IOException("outer", new IllegalArgumentException("inner"));
        schema.malformed(message("x"), cause, out);
        assertThat(rows.get(0).isNullAt(0)).isTrue();
        assertThat(rows.get(0).getString(1)).isEqualTo(StringData.fromString("outer: inner"));
        assertThat(rows.get(0).getBinary(2)).isEqualTo("x".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldSkip() throws Exception {
        schema(OnParseError.SKIP).malformed(message("x"), new IOException("no"), out);
        assertThat(rows).isEmpty();
    }

    @Test
    void shouldFail() {
        assertThatThrownBy(
                        () ->
                                schema(OnParseError.FAIL)
                                        .malformed(message("x"), new IOException("no"), out))
                .hasMessage("Message on topic 'plant/7/telemetry' (1 bytes) does not parse: no");
    }

    @Test
    void shouldNotDropAnEmptyPayloadSilently() {
        assertThatThrownBy(() -> schema(OnParseError.FAIL).deserialize(message(""), out))
                .isInstanceOf(IOException.class)
                .hasMessage("the payload is empty");
    }

    private static RowDeserializationSchema schema(OnParseError onParseError, String... metadata)
            throws Exception {
        RowDeserializationSchema schema =
                new RowDeserializationSchema(
                        new Numbers(),
                        1,
                        List.of(metadata).stream()
                                .map(key -> ReadableMetadata.byKey().get(key).extractor())
                                .toList(),
                        onParseError,
                        null);
        schema.open(null);
        return schema;
    }

    private static MqttMessage message(String payload) {
        return new MqttMessage(
                "plant/7/telemetry",
                payload.getBytes(StandardCharsets.UTF_8),
                1,
                false,
                List.of(Map.entry("site", "north"), Map.entry("site", "south")),
                null,
                null,
                null,
                null,
                Instant.EPOCH);
    }

    /** One column, and no row of nothing. */
    private static final class Numbers implements DeserializationSchema<RowData> {

        private static final long serialVersionUID = 1L;

        @Override
        public RowData deserialize(byte[] payload) {
            return payload.length == 0
                    ? null
                    : GenericRowData.of(
                            Integer.valueOf(new String(payload, StandardCharsets.UTF_8)));
        }

        @Override
        public boolean isEndOfStream(RowData row) {
            return false;
        }

        @Override
        public TypeInformation<RowData> getProducedType() {
            throw new UnsupportedOperationException("not asked for here");
        }
    }
}
