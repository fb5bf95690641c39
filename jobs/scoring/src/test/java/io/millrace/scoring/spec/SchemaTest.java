package io.millrace.scoring.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The editors' schema says what the reader does: the same keys, choices and defaults. */
class SchemaTest {

    private static final Path MODELS = Path.of(System.getProperty("millrace.repository"), "models");

    private static Map<String, Object> schema;

    @BeforeAll
    static void readSchema() throws IOException {
        String json = Files.readString(MODELS.resolve("features.schema.json"));
        schema = new Yaml(new SafeConstructor(new LoaderOptions())).load(json);
    }

    @SuppressWarnings("unchecked") // JSON's objects are maps by name
    private static Map<String, Object> object(Map<String, Object> parent, String key) {
        return (Map<String, Object>) parent.get(key);
    }

    private static Map<String, Object> section(Keys keys) {
        String name = keys.name().toLowerCase(Locale.ROOT);
        return keys == Keys.ROOT ? schema : object(object(schema, "definitions"), name);
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveTheReadersKeys(Keys keys) {
        assertThat(object(section(keys), "properties").keySet())
                .containsExactlyElementsOf(keys.names());
        assertThat(section(keys)).containsEntry("additionalProperties", false);
    }

    @Test
    void shouldHaveNoSectionsOfItsOwn() {
        List<String> sections =
                Arrays.stream(Keys.values())
                        .filter(keys -> keys != Keys.ROOT)
                        .map(keys -> keys.name().toLowerCase(Locale.ROOT))
                        .toList();

        assertThat(object(schema, "definitions"))
                .allSatisfy(
                        (name, definition) ->
                                assertThat(definition.toString().contains("properties="))
                                        .isEqualTo(sections.contains(name)));
    }

    private static void assertChoices(Keys keys, String key, Class<? extends Enum<?>> type) {
        List<String> spellings =
                Arrays.stream(type.getEnumConstants()).map(Scalars::spelling).toList();

        assertThat(object(object(section(keys), "properties"), key).get("enum"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .filteredOn(choice -> choice != null)
                .containsExactlyElementsOf(spellings);
    }

    @Test
    void shouldHaveTheReadersChoices() {
        assertChoices(Keys.ROOT, "order", ScoringOrder.class);
        assertChoices(Keys.SPINE, "late", LateSpine.class);
        assertChoices(Keys.LOOKUP, "on_failure", OnFailure.class);
        assertChoices(Keys.TRAINING, "task", TrainingSection.Task.class);
        assertChoices(Keys.TRAINING, "split", TrainingSection.Split.class);
    }

    /** A specification that says no more than it must, with a section of each kind. */
    private static final String LITTLE =
            """
            name: little
            spine: readings
            entities: { machine: { key: machine_id } }
            views:
              view:
                entity: machine
                source: readings
                aggregations: [ { functions: count, windows: 1h } ]
            lookups:
              lookup: { table: t, on: { a: b }, columns: c, cache: }
            training: { label: failed }
            """;

    private static final Map<Keys, List<String>> SECTIONS =
            Map.of(
                    Keys.ROOT, List.of(),
                    Keys.SPINE, List.of("spine"),
                    Keys.VIEW, List.of("views", "view"),
                    Keys.LOOKUP, List.of("lookups", "lookup"),
                    Keys.CACHE, List.of("lookups", "lookup", "cache"),
                    Keys.MODEL, List.of("model"),
                    Keys.TRAINING, List.of("training"));

    @ParameterizedTest
    @EnumSource(
            value = Keys.class,
            names = {"ROOT", "SPINE", "VIEW", "LOOKUP", "CACHE", "MODEL", "TRAINING"})
    void shouldHaveTheReadersDefaults(Keys keys) {
        ModelSpec spec = SpecReader.parse(Path.of("features.yaml"), LITTLE, Map.of());
        String text = EffectiveSpec.render(spec);
        Map<String, Object> section = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        for (String key : SECTIONS.get(keys)) {
            section = object(section, key);
        }
        Map<String, Object> effective = section;

        assertThat(object(section(keys), "properties"))
                .allSatisfy(
                        (key, property) -> {
                            Object byDefault = ((Map<?, ?>) property).get("default");
                            if (byDefault != null) {
                                assertThat(plain(effective.get(key))).isEqualTo(plain(byDefault));
                            }
                        });
    }

    /** Lengths of time can be spelt in several ways. */
    private static Object plain(Object scalar) {
        String text = String.valueOf(scalar);
        return DurationText.parse(text).<Object>map(length -> length).orElse(text);
    }

    @Test
    void shouldStandBesideSpecificationsThatCanBeRead() throws IOException {
        try (Stream<Path> models = Files.list(MODELS)) {
            assertThat(models.map(model -> model.resolve("features.yaml")).filter(Files::exists))
                    .isNotEmpty()
                    .allSatisfy(
                            file ->
                                    assertThat(SpecReader.read(file, System.getenv()).features())
                                            .isNotEmpty());
        }
    }
}
