package io.millrace.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class ObservabilityTest {

    @Test
    void shouldSayInEachAlertWhatHappenedAndWhereToLook() throws IOException {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file;
        try (Reader alerts =
                Files.newBufferedReader(Observability.folder().resolve("alerts.yml"))) {
            file = new Yaml(new SafeConstructor(new LoaderOptions())).load(alerts);
        }
        List<Map<String, Object>> rules = file.get("groups").get(0).get("rules");
        assertThat(rules).hasSizeGreaterThan(10);
        for (Map<String, Object> rule : rules) {
            assertThat(rule).containsKeys("alert", "expr", "labels", "annotations");
            assertThat(rule.get("expr").toString()).contains("flink_");
            assertThat(rule.get("annotations").toString()).contains("summary=", "description=");
        }
    }

    @Test
    void shouldAskForSomethingInEachPanelAndOverlapNone() throws IOException {
        JsonNode dashboard =
                new ObjectMapper()
                        .readTree(
                                Observability.folder().resolve("grafana-dashboard.json").toFile());
        Set<String> places = new HashSet<>();
        for (JsonNode panel : dashboard.get("panels")) {
            JsonNode at = panel.get("gridPos");
            assertThat(places.add(at.get("x") + "," + at.get("y"))).as("%s", panel).isTrue();
            if (panel.get("type").asText().equals("row")) {
                continue;
            }
            assertThat(panel.get("targets")).isNotEmpty();
            for (JsonNode target : panel.get("targets")) {
                String query = target.get("expr").asText();
                assertThat(query).contains("flink_");
                assertThat(query.chars().filter(c -> c == '(').count())
                        .isEqualTo(query.chars().filter(c -> c == ')').count());
            }
        }
    }
}
