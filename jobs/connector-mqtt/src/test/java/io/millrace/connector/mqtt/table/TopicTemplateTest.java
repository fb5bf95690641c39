package io.millrace.connector.mqtt.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connector.mqtt.connection.TopicNames;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

/** Topics made of columns. */
class TopicTemplateTest {

    private static final RowType ROW =
            RowType.of(
                    new LogicalType[] {
                        new BigIntType(),
                        VarCharType.STRING_TYPE,
                        new BooleanType(),
                        new DoubleType()
                    },
                    new String[] {"id", "name", "hot", "volt"});

    @Test
    void shouldPutColumnsIn() {
        assertThat(topic("plant/{id}/{name}/{hot}", 7L, "pump", true))
                .isEqualTo("plant/7/pump/true");
        assertThat(topic("{name}{id}", 7L, "pump", true)).isEqualTo("pump7");
        assertThat(topic("fixed", 7L, "pump", true)).isEqualTo("fixed");
    }

    @Test
    void shouldEncodeWhatWouldChangeTheLevels() {
        assertThat(topic("a/{name}", 1L, "x/y+z#%", false)).isEqualTo("a/x%2Fy%2Bz%23%25");
        assertThat(topic("a/{name}/b", null, null, false)).isEqualTo("a/null/b");
    }

    @Test
    void shouldExplainWhatCannotBe() {
        assertThatThrownBy(() -> TopicTemplate.parse("a/{nam}", ROW))
                .hasMessage("names {nam}, which is no column; columns are [id, name, hot, volt]");
        assertThatThrownBy(() -> TopicTemplate.parse("a/{volt}", ROW))
                .hasMessageContaining("of type DOUBLE; a topic takes text");
        assertThatThrownBy(() -> TopicTemplate.parse("a/{id", ROW))
                .hasMessage("has a brace without its counterpart");
        assertThatThrownBy(() -> TopicTemplate.parse("a/#", ROW)).hasMessageContaining("wildcard");
    }

    @Property(tries = 1_000, seed = "1")
    void shouldMakeAValidTopicOfAnyText(@ForAll String text) {
        String topic = topic("a/{name}/b", 1L, text, true);
        assertThat(TopicNames.requireName(topic).split("/", -1)).hasSize(3);
    }

    @Property(tries = 1_000, seed = "1")
    void shouldAcceptOrExplainAnyTemplate(@ForAll String template) {
        try {
            TopicTemplate.parse(template, ROW);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("(?s)(is|has|contains|names) .*");
        }
    }

    private static String topic(String template, Long id, String name, boolean hot) {
        return TopicTemplate.parse(template, ROW)
                .topic(GenericRowData.of(id, StringData.fromString(name), hot, 1.0));
    }
}
