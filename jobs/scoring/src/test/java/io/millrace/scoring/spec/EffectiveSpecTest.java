package io.millrace.scoring.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The specification as {@code explain} prints it. */
class EffectiveSpecTest {

    private static ModelSpec parse(String text, Map<String, String> environment) {
        return SpecReader.parse(Path.of("features.yaml"), text, environment);
    }

    private static final String SHORT =
            """
            name: short
            spine: plant.public.readings
            entities: { machine: { key: machine_id } }
            sources: { machines: { known: op_ts } }
            views:
              telemetry:
                entity: machine
                source: plant.public.readings
                aggregations: [ { columns: "${COLUMN}", functions: mean, windows: 24h } ]
              profile: { entity: machine, source: machines, latest: [model] }
            lookups:
              history: { table: t, on: { id: machine_id }, columns: [a, b], cache: {} }
            model: { fill: { telemetry_volt_mean_24h: 0.50 } }
            training: { label: failed, parameters: { trees: 10 } }
            """;

    private static final Map<String, String> ENVIRONMENT = Map.of("COLUMN", "volt");

    @Test
    void shouldFillInAndMarkDefaults() {
        assertThat(EffectiveSpec.render(parse(SHORT, ENVIRONMENT)))
                .isEqualTo(
                        """
                        name: short
                        spine:
                          table: plant.public.readings
                          score_updates: false  # default
                          late: score  # default
                        entities:
                          machine:
                            key: [machine_id]
                        sources:
                          machines:
                            known: op_ts
                        views:
                          telemetry:
                            entity: machine
                            source: plant.public.readings
                            aggregations:
                              - columns: ["${COLUMN}"]
                                functions: [mean]
                                windows: [24h]
                            lateness: 0s  # default
                            exclude_current: false  # default
                          profile:
                            entity: machine
                            source: machines
                            latest: [model]
                        lookups:
                          history:
                            table: t
                            on: { id: machine_id }
                            columns: [a, b]
                            on_failure: "null"  # default
                            timeout: 3s  # default
                            retries: 2  # default
                            cache:
                              max_rows: 10000  # default
                              ttl: 1m  # default
                        order: arrival  # default
                        warm_up: 1m  # default
                        model:
                          onnx: model.onnx  # default
                          card: model.yaml  # default
                          input: featured  # default
                          fill: { telemetry_volt_mean_24h: 0.50 }
                          max_batch: 128  # default
                          max_linger: 5ms  # default
                          verify_timeout: 1m  # default
                        training:
                          label: failed
                          task: classification  # default
                          split: time  # default
                          test: 0.2  # default
                          validation: 0.1  # default
                          algorithm: gbdt  # default
                          parameters: { trees: 10 }
                          horizon: 0s  # default
                          seed: 1  # default
                        """);
    }

    @Test
    void shouldReadBackAsTheSame() {
        ModelSpec spec = parse(SHORT, ENVIRONMENT);

        assertThat(parse(EffectiveSpec.render(spec), ENVIRONMENT))
                .usingRecursiveComparison()
                .ignoringFields("positions", "masking")
                .isEqualTo(spec);
    }

    @Test
    void shouldRepeatWhatCountsAsDriftAndWhichRowsAreExplained() {
        String text =
                """
                name: watched
                spine: readings
                entities: { machine: { key: [machine_id] } }
                model: { drift: { psi: 0.20, window: 30m }, explain: { above: "${ALARM}" } }
                """;
        Map<String, String> environment = Map.of("ALARM", "0.9");
        ModelSpec spec = parse(text, environment);
        String rendered = EffectiveSpec.render(spec);

        assertThat(rendered)
                .contains(
                        """
                          drift:
                            window: 30m
                            psi: 0.20
                            null_rate: 0.1  # default
                            min_rows: 500  # default
                          explain:
                            top: 3  # default
                            above: "${ALARM}"
                        """);
        assertThat(parse(rendered, environment).model()).isEqualTo(spec.model());
    }

    @Test
    void shouldRepeatThatAllRowsAreExplained() {
        String text =
                """
                name: watched
                spine: readings
                entities: { machine: { key: [machine_id] } }
                model: { explain: {} }
                """;
        ModelSpec spec = parse(text, Map.of());

        assertThat(parse(EffectiveSpec.render(spec), Map.of()).model()).isEqualTo(spec.model());
    }

    @Test
    void shouldQuoteWhatYamlWouldReadOtherwise() {
        String text =
                """
                name: quotes
                spine: readings
                entities: { machine: { key: [machine_id] } }
                views:
                  v:
                    entity: machine
                    source: readings
                    aggregations:
                      - functions: [count]
                        windows: [1h]
                        where: "a = 'x: \\"y\\" \\\\ # z' -- $${no}"
                """;
        ModelSpec spec = parse(text, Map.of());

        assertThat(parse(EffectiveSpec.render(spec), Map.of()).views()).isEqualTo(spec.views());
        assertThat(spec.views().get(0).aggregations().get(0).where())
                .isEqualTo("a = 'x: \"y\" \\ # z' -- ${no}");
    }
}
