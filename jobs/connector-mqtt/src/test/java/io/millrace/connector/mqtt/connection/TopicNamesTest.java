package io.millrace.connector.mqtt.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Topic filters overlap when some topic matches both. */
class TopicNamesTest {

    private static final List<String> LEVELS = List.of("a", "b", "");
    private static final List<String> TOPICS = topics();

    /** Judged by trying all topics of up to four levels. */
    @Property(tries = 2_000, seed = "1")
    void shouldFindOverlaps(@ForAll("filters") String one, @ForAll("filters") String other) {
        boolean found =
                TOPICS.stream().anyMatch(topic -> matches(one, topic) && matches(other, topic));
        assertThat(TopicNames.overlap(one, other)).isEqualTo(found);
        assertThat(TopicNames.overlap(other, one)).isEqualTo(found);
    }

    @Property(tries = 1_000, seed = "1")
    void shouldAcceptOrExplainAnyText(@ForAll String text) {
        try {
            TopicNames.requireFilter(text);
            TopicNames.requireName(text);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("(?s)(is|has|contains) .*");
        }
    }

    @Test
    void shouldNotOverlapWithSystemTopics() {
        assertThat(TopicNames.overlap("#", "$SYS/broker")).isFalse();
        assertThat(TopicNames.overlap("+/broker", "$SYS/broker")).isFalse();
        assertThat(TopicNames.overlap("$SYS/#", "$SYS/broker")).isTrue();
    }

    @Test
    void shouldRefuseWhatMqttForbids() {
        assertThatThrownBy(() -> TopicNames.requireName("")).hasMessageContaining("is empty");
        assertThatThrownBy(() -> TopicNames.requireName("a\0b")).hasMessageContaining("NUL");
        assertThatThrownBy(() -> TopicNames.requireFilter("a".repeat(65_536)))
                .hasMessageContaining("longer than 65535 bytes");
    }

    @Provide
    Arbitrary<String> filters() {
        Arbitrary<List<String>> levels =
                Arbitraries.of("a", "b", "", "+").list().ofMinSize(1).ofMaxSize(3);
        return levels.flatMap(
                        list ->
                                Arbitraries.of(true, false)
                                        .map(all -> String.join("/", list) + (all ? "/#" : "")))
                .filter(filter -> !filter.isEmpty());
    }

    /** The rule of MQTT, level by level: # also matches the level above it. */
    private static boolean matches(String filter, String topic) {
        String[] f = filter.split("/", -1);
        String[] t = topic.split("/", -1);
        for (int i = 0; i < f.length; i++) {
            if (f[i].equals("#")) {
                return true;
            }
            if (i >= t.length || !(f[i].equals("+") || f[i].equals(t[i]))) {
                return false;
            }
        }
        return f.length == t.length;
    }

    private static List<String> topics() {
        List<String> topics = new ArrayList<>(LEVELS);
        List<String> last = List.copyOf(LEVELS);
        for (int length = 2; length <= 5; length++) {
            List<String> longer = new ArrayList<>();
            for (String topic : last) {
                LEVELS.forEach(level -> longer.add(topic + "/" + level));
            }
            topics.addAll(longer);
            last = longer;
        }
        return topics;
    }
}
