package io.millrace.connector.mqtt.source.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** State must stay readable: the golden bytes are what version 1 wrote and never change. */
class SerializersTest {

    private static final String SPLIT_V1 =
            "00000003" // index
                    + "00000002" // filters
                    + "000773697465312f23" // site1/#
                    + "000773697465322f2b" // site2/+
                    + "01" // established
                    + "000000000000002a" // emitted
                    + "00000002" // unconfirmed
                    + "0001"
                    + "00000000000000ff"
                    + "ffff"
                    + "ffffffffffffffff";

    private static final MqttSplit SPLIT =
            new MqttSplit(
                    3,
                    List.of("site1/#", "site2/+"),
                    true,
                    42,
                    List.of(new Unconfirmed(1, 255), new Unconfirmed(65_535, -1)));

    private static final String ENUMERATOR_V1 =
            "00000002" + "00000000" + "00000002" + "00000001" + SPLIT_V1;

    private static final EnumeratorState ENUMERATOR =
            new EnumeratorState(new TreeSet<>(List.of(0, 2)), List.of(SPLIT));

    private final MqttSplitSerializer splits = new MqttSplitSerializer();
    private final EnumeratorStateSerializer enumerators = new EnumeratorStateSerializer();

    @Test
    void shouldReadASplitOfVersion1() throws Exception {
        assertThat(splits.deserialize(1, bytes(SPLIT_V1))).isEqualTo(SPLIT);
    }

    @Test
    void shouldReadAnEnumeratorOfVersion1() throws Exception {
        assertThat(enumerators.deserialize(1, bytes(ENUMERATOR_V1))).isEqualTo(ENUMERATOR);
    }

    @Test
    void shouldWriteWhatTheNewestVersionSays() throws Exception {
        assertThat(splits.getVersion()).isEqualTo(1);
        assertThat(splits.serialize(SPLIT)).isEqualTo(bytes(SPLIT_V1));
        assertThat(enumerators.getVersion()).isEqualTo(1);
        assertThat(enumerators.serialize(ENUMERATOR)).isEqualTo(bytes(ENUMERATOR_V1));
    }

    @Test
    void shouldRejectTrailingBytes() {
        assertThatThrownBy(() -> splits.deserialize(1, bytes(SPLIT_V1 + "00")))
                .isInstanceOf(IOException.class)
                .hasMessage("MQTT split state has 1 bytes too many; it is damaged");
        assertThatThrownBy(() -> enumerators.deserialize(1, bytes(ENUMERATOR_V1 + "0000")))
                .isInstanceOf(IOException.class)
                .hasMessage("MQTT enumerator state has 2 bytes too many; it is damaged");
    }

    @Test
    void shouldRejectANewerVersion() {
        assertThatThrownBy(() -> splits.deserialize(2, bytes(SPLIT_V1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has version 2; this connector reads 1 to 1");
        assertThatThrownBy(() -> enumerators.deserialize(0, bytes(ENUMERATOR_V1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has version 0");
    }

    @Test
    void shouldRejectAnAbsurdCount() {
        assertThatThrownBy(() -> splits.deserialize(1, bytes("0000000370000000")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("topic filters; it is damaged");
    }

    @Property(tries = 200, seed = "1")
    void shouldReadWhatItWrote(
            @ForAll @IntRange(max = 999) int index,
            @ForAll @Size(max = 5) List<String> filters,
            @ForAll boolean established,
            @ForAll long emitted,
            @ForAll @Size(max = 50) List<@IntRange(min = 1, max = 65_535) Integer> ids)
            throws Exception {
        List<Unconfirmed> unconfirmed =
                ids.stream().map(id -> new Unconfirmed(id, id * emitted)).toList();
        MqttSplit split = new MqttSplit(index, filters, established, emitted, unconfirmed);
        assertThat(splits.deserialize(1, splits.serialize(split))).isEqualTo(split);
    }

    @Property(tries = 500, seed = "1")
    void shouldRejectCutBytesCleanly(@ForAll @IntRange(max = 60) int length) {
        byte[] whole = bytes(SPLIT_V1);
        byte[] cut = Arrays.copyOf(whole, Math.min(length, whole.length - 1));
        assertThatThrownBy(() -> splits.deserialize(1, cut))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("it is damaged");
    }

    @Property(tries = 500, seed = "1")
    void shouldFailOnNoiseByAnIoExceptionOnly(@ForAll byte[] noise) {
        try {
            splits.deserialize(1, noise);
        } catch (IOException expected) {
            assertThat(expected).hasMessageContaining("damaged");
        }
    }

    @Property(tries = 500, seed = "1")
    void shouldReadAnEnumeratorOrFailByAnIoExceptionOnly(
            @ForAll byte[] noise, @ForAll @IntRange(max = 75) int at) {
        byte[] damaged = bytes(ENUMERATOR_V1);
        System.arraycopy(noise, 0, damaged, at, Math.min(noise.length, damaged.length - at));
        for (byte[] state : List.of(noise, damaged, Arrays.copyOf(damaged, at))) {
            try {
                assertThat(enumerators.deserialize(1, state)).isNotNull();
            } catch (IOException expected) {
                assertThat(expected).hasMessageContaining("damaged");
            }
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
