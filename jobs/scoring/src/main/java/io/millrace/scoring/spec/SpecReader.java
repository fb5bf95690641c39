package io.millrace.scoring.spec;

import io.millrace.features.definition.EntityDefinition;
import io.millrace.features.definition.SourceDefinition;
import io.millrace.features.definition.ViewDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code features.yaml}. {@code ${NAME}} is replaced in values, never in keys. */
public final class SpecReader {

    static final Duration DEFAULT_WARM_UP = Duration.ofSeconds(60);

    private static final Pattern MODEL_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

    private final Reading reading;

    private SpecReader(Reading reading) {
        this.reading = reading;
    }

    /**
     * Reads a file.
     *
     * @param environment what {@code ${NAME}} is taken from
     * @throws SpecException with everything that is wrong with the file
     */
    public static ModelSpec read(Path file, Map<String, String> environment) {
        Problems problems = new Problems();
        String text = TextFile.read(file, problems).orElse("");
        problems.throwIfAny();
        return parse(file, text, environment);
    }

    /** Like {@link #read}, for a text that was read from the file already. */
    public static ModelSpec parse(Path file, String text, Map<String, String> environment) {
        Problems problems = new Problems();
        Node node = YamlDocument.compose(file, text, problems).orElse(null);
        problems.throwIfAny();
        Reading reading = new Reading(file, environment, problems);
        Value document = new Value(reading, node, Value.lineOf(node), "");
        ModelSpec spec = new SpecReader(reading).document(Section.of(document, Keys.ROOT));
        SpecChecks.check(spec, reading);
        problems.throwIfAny();
        return spec;
    }

    private ModelSpec document(Section root) {
        String name = root.require("name", "machine-failure", this::modelName, "");
        SpineSpec spine =
                root.require(
                        "spine",
                        "readings",
                        SpecReader::spine,
                        new SpineSpec("", false, LateSpine.SCORE));
        List<EntityDefinition> entities =
                root.require(
                        "entities",
                        "{ machine: { key: [machine_id] } }",
                        SpecReader::entities,
                        List.of());
        List<ViewDefinition> views = root.get("views", ViewReader::views, List.of());
        return new ModelSpec(
                name,
                spine,
                entities,
                sources(root, spine, views),
                views,
                root.get("lookups", LookupReader::lookups, List.of()),
                root.get("order", SpecReader::order, ScoringOrder.ARRIVAL),
                root.get("warm_up", Scalars::durationOrZero, DEFAULT_WARM_UP),
                ModelReader.model(root.get("model")),
                root.get("training").map(TrainingReader::training).orElse(null),
                reading.positions(),
                reading.masking());
    }

    private String modelName(Value value) {
        String name = value.text();
        if (!name.isEmpty() && !MODEL_NAME.matcher(name).matches()) {
            value.problem(
                    value.quoted()
                            + " cannot name a model; begin with a letter, go on with letters,"
                            + " digits, - and _");
        }
        return name;
    }

    private static SpineSpec spine(Value value) {
        if (!value.isMapping()) {
            String table = value.text();
            value.reading().positions().alias("spine.table", "spine");
            return new SpineSpec(table, false, LateSpine.SCORE);
        }
        Section section = Section.of(value, Keys.SPINE);
        return new SpineSpec(
                section.require("table", "readings", Value::text, ""),
                section.get("score_updates", Scalars::bool, false),
                section.get(
                        "late",
                        late -> Scalars.oneOf(late, LateSpine.class, LateSpine.SCORE),
                        LateSpine.SCORE));
    }

    private static ScoringOrder order(Value value) {
        return Scalars.oneOf(value, ScoringOrder.class, ScoringOrder.ARRIVAL);
    }

    private static List<EntityDefinition> entities(Value value) {
        List<EntityDefinition> entities = new ArrayList<>();
        value.named("entity", "machine: { key: [machine_id] }")
                .forEach((name, entity) -> entities.add(entity(name, entity)));
        return entities;
    }

    private static EntityDefinition entity(String name, Value value) {
        Section section = Section.of(value, Keys.ENTITY);
        List<String> key =
                section.require("key", "[machine_id]", list -> list.someTexts("column"), List.of());
        return new EntityDefinition(name, key);
    }

    /** One source for each table that is read, whether or not the user says more about it. */
    private List<SourceDefinition> sources(
            Section root, SpineSpec spine, List<ViewDefinition> views) {
        Map<String, Value> written = root.get("sources", Value::entries, Map.of());
        Set<String> tables = new LinkedHashSet<>();
        tables.add(spine.table());
        views.forEach(view -> tables.add(view.source()));
        tables.remove("");
        Map<String, SourceDefinition> sources = new LinkedHashMap<>();
        tables.forEach(table -> sources.put(table, new SourceDefinition(table, null, null, null)));
        written.forEach(
                (table, value) -> {
                    SourceDefinition source = source(table, value);
                    if (sources.replace(table, source) == null) {
                        value.problem(
                                "neither the spine nor a view reads a table of this name"
                                        + reading.mask(Suggestion.among(tables, table)));
                    }
                });
        return List.copyOf(sources.values());
    }

    private static SourceDefinition source(String table, Value value) {
        Section section = Section.of(value, Keys.SOURCE);
        return new SourceDefinition(
                table,
                section.get("time").map(Value::text).orElse(null),
                section.get("known").map(Value::text).orElse(null),
                section.get("error").map(Value::text).orElse(null),
                section.get("change").map(Value::text).orElse(null));
    }
}
