package io.millrace.scoring.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.features.definition.AggregationDefinition;
import io.millrace.features.definition.EntityDefinition;
import io.millrace.features.definition.Formerly;
import io.millrace.features.definition.SourceDefinition;
import io.millrace.features.definition.ViewDefinition;
import io.millrace.features.definition.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A whole specification, and the smallest one. */
class SpecReaderTest {

    private static final Path FILE = Path.of("features.yaml");

    private static final String WHOLE =
            """
            name: machine-failure
            spine: { table: readings, score_updates: true, late: reject }
            entities:
              machine: { key: [machine_id] }
            sources:
              errors: { time: occurred_at, known: op_ts, error: parse_error }
            views:
              telemetry:
                entity: machine
                source: readings
                aggregations:
                  - { columns: [volt, rotate], functions: [mean, max], windows: [3h, 24h] }
                  - { functions: [count], windows: [15m], where: "vibration > 60" }
                lateness: 10m
                hop: 5m
                exclude_current: true
                tie_break: [sequence]
                formerly: sensors
                formerly_columns: { volt: voltage }
              errors:
                entity: machine
                source: errors
                aggregations: [ { functions: count, windows: 7d } ]
              profile:
                entity: machine
                source: machines
                latest: [model, commissioned_on]
            lookups:
              history:
                table: service_history
                on: { machine_id: machine_id }
                columns: [services]
                on_failure: fail
                timeout: 500ms
                retries: 1
                cache: { max_rows: 1000, ttl: 10m }
                as_of: updated_at
            order: event-time
            warm_up: 30s
            model:
              onnx: s3://models/failure.onnx
              card: failure.yaml
              input: model_input
              inputs: [telemetry_volt_mean_3h, errors_count_7d]
              fill: { errors_count_7d: 0 }
              max_batch: 64
              max_linger: 2ms
              registry: model_versions
              canary_key: machine_id
              verify_timeout: 90s
              drift: { window: 30m, psi: 0.2, null_rate: 0.05, min_rows: 100 }
              explain: { top: 5, above: 0.5 }
            training:
              label: failed_within_24h
              label_meaning: 1 when the machine fails within a day
              task: classification
              time: event_time
              group: machine_id
              split: time
              validation: 0.25
              algorithm: gbdt
              parameters: { trees: 200, learning_rate: 0.1 }
              threshold: 0.4
              horizon: 24h
              seed: 7
            """;

    private static ModelSpec parse(String text) {
        return SpecReader.parse(FILE, text, Map.of());
    }

    @Test
    void shouldReadEverySection() {
        ModelSpec spec = parse(WHOLE);

        assertThat(spec.name()).isEqualTo("machine-failure");
        assertThat(spec.spine()).isEqualTo(new SpineSpec("readings", true, LateSpine.REJECT));
        assertThat(spec.entities())
                .containsExactly(new EntityDefinition("machine", List.of("machine_id")));
        assertThat(spec.order()).isEqualTo(ScoringOrder.EVENT_TIME);
        assertThat(spec.warmUp()).isEqualTo(Duration.ofSeconds(30));
        assertThat(spec.lookups())
                .containsExactly(
                        new LookupSpec(
                                "history",
                                "service_history",
                                Map.of("machine_id", "machine_id"),
                                List.of("services"),
                                OnFailure.FAIL,
                                Duration.ofMillis(500),
                                1,
                                new CacheSpec(1000, Duration.ofMinutes(10)),
                                "updated_at"));
        assertThat(spec.model())
                .isEqualTo(
                        new ModelSection(
                                "s3://models/failure.onnx",
                                "failure.yaml",
                                "model_input",
                                List.of("telemetry_volt_mean_3h", "errors_count_7d"),
                                Map.of("errors_count_7d", 0.0),
                                64,
                                Duration.ofMillis(2),
                                "model_versions",
                                "machine_id",
                                Duration.ofSeconds(90),
                                new DriftSection(Duration.ofMinutes(30), 0.2, 0.05, 100),
                                new ExplainSection(5, 0.5)));
        assertThat(spec.training())
                .isEqualTo(
                        new TrainingSection(
                                "failed_within_24h",
                                "1 when the machine fails within a day",
                                TrainingSection.Task.CLASSIFICATION,
                                "event_time",
                                "machine_id",
                                TrainingSection.Split.TIME,
                                0.2,
                                0.25,
                                "gbdt",
                                Map.of("trees", "200", "learning_rate", "0.1"),
                                0.4,
                                Duration.ofHours(24),
                                7));
    }

    @Test
    void shouldReadViewsInTheirOrder() {
        ModelSpec spec = parse(WHOLE);
        Window threeHours = new Window("3h", Duration.ofHours(3));
        Window day = new Window("24h", Duration.ofHours(24));
        Window quarter = new Window("15m", Duration.ofMinutes(15));
        Window week = new Window("7d", Duration.ofDays(7));

        assertThat(spec.views())
                .containsExactly(
                        new ViewDefinition(
                                "telemetry",
                                "machine",
                                "readings",
                                List.of(
                                        new AggregationDefinition(
                                                List.of("volt", "rotate"),
                                                List.of("mean", "max"),
                                                List.of(threeHours, day),
                                                null),
                                        new AggregationDefinition(
                                                List.of(),
                                                List.of("count"),
                                                List.of(quarter),
                                                "vibration > 60")),
                                List.of(),
                                Duration.ofMinutes(10),
                                Duration.ofMinutes(5),
                                true,
                                List.of("sequence"),
                                new Formerly("sensors", Map.of("volt", "voltage"))),
                        new ViewDefinition(
                                "errors",
                                "machine",
                                "errors",
                                List.of(
                                        new AggregationDefinition(
                                                List.of(), List.of("count"), List.of(week), null)),
                                List.of(),
                                Duration.ZERO,
                                null,
                                false,
                                List.of()),
                        new ViewDefinition(
                                "profile",
                                "machine",
                                "machines",
                                List.of(),
                                List.of("model", "commissioned_on"),
                                Duration.ZERO,
                                null,
                                false,
                                List.of()));
    }

    @Test
    void shouldListASourceForEachTableThatIsRead() {
        assertThat(parse(WHOLE).sources())
                .containsExactly(
                        new SourceDefinition("readings", null, null, null),
                        new SourceDefinition("errors", "occurred_at", "op_ts", "parse_error"),
                        new SourceDefinition("machines", null, null, null));
        assertThat(parse(WHOLE).source("errors")).get().extracting("known").isEqualTo("op_ts");
        assertThat(parse(WHOLE).source("service_history")).isEmpty();
    }

    @Test
    void shouldNameFeaturesInDefinitionOrder() {
        assertThat(parse(WHOLE).features())
                .extracting(FeatureName::name)
                .containsExactly(
                        "telemetry_volt_mean_3h",
                        "telemetry_volt_mean_24h",
                        "telemetry_volt_max_3h",
                        "telemetry_volt_max_24h",
                        "telemetry_rotate_mean_3h",
                        "telemetry_rotate_mean_24h",
                        "telemetry_rotate_max_3h",
                        "telemetry_rotate_max_24h",
                        "telemetry_count_15m",
                        "errors_count_7d",
                        "profile_model",
                        "profile_commissioned_on",
                        "history_services");
    }

    @Test
    void shouldFillInDefaults() {
        ModelSpec spec =
                parse(
                        """
                        name: smallest
                        spine: payments
                        entities: { card: { key: card_id } }
                        """);

        assertThat(spec.spine()).isEqualTo(new SpineSpec("payments", false, LateSpine.SCORE));
        assertThat(spec.order()).isEqualTo(ScoringOrder.ARRIVAL);
        assertThat(spec.warmUp()).isEqualTo(Duration.ofSeconds(60));
        assertThat(spec.views()).isEmpty();
        assertThat(spec.lookups()).isEmpty();
        assertThat(spec.training()).isNull();
        assertThat(spec.model())
                .isEqualTo(
                        new ModelSection(
                                "model.onnx",
                                "model.yaml",
                                "featured",
                                List.of(),
                                Map.of(),
                                128,
                                Duration.ofMillis(5),
                                null,
                                null,
                                Duration.ofSeconds(60),
                                null,
                                null));
    }

    @Test
    void shouldTakeWordsThatYamlKnowsAsPlainText() {
        ModelSpec spec =
                parse(
                        """
                        name: words
                        spine: readings
                        entities: { machine: { key: [no] } }
                        views:
                          on: { entity: machine, source: yes, latest: [off] }
                        lookups:
                          asked: { table: t, on: { y: n }, columns: [c], on_failure: null }
                        """);

        assertThat(spec.features())
                .extracting(FeatureName::name)
                .containsExactly("on_off", "asked_c");
        assertThat(spec.lookups().get(0).on()).containsEntry("y", "n");
        assertThat(spec.lookups().get(0).onFailure()).isEqualTo(OnFailure.NULL);
    }
}
