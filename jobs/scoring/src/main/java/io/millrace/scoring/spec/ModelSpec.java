package io.millrace.scoring.spec;

import io.millrace.features.definition.EntityDefinition;
import io.millrace.features.definition.SourceDefinition;
import io.millrace.features.definition.ViewDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * A model's {@code features.yaml}, with defaults filled in.
 *
 * @param name of the model; begins with a letter, then letters, digits, {@code -} and {@code _}
 * @param sources one for the spine, first, and one for each table that a view reads
 * @param order of the live job; a training set is always in event-time order
 * @param warmUp how long spine rows are held at most on a fresh start; zero: not at all
 * @param training null: the user wrote no such section
 * @param positions where the parts stand, for problems that show later
 * @param masking what the environment gave, for texts that may quote it
 */
public record ModelSpec(
        String name,
        SpineSpec spine,
        List<EntityDefinition> entities,
        List<SourceDefinition> sources,
        List<ViewDefinition> views,
        List<LookupSpec> lookups,
        ScoringOrder order,
        Duration warmUp,
        ModelSection model,
        @Nullable TrainingSection training,
        Positions positions,
        Masking masking) {

    public ModelSpec {
        entities = List.copyOf(entities);
        sources = List.copyOf(sources);
        views = List.copyOf(views);
        lookups = List.copyOf(lookups);
    }

    /** How a table's rows are placed in time; empty when neither spine nor view reads it. */
    public Optional<SourceDefinition> source(String table) {
        return sources.stream().filter(source -> source.table().equals(table)).findFirst();
    }

    /** The views of an entity, in the user's order. */
    public List<ViewDefinition> viewsOf(EntityDefinition entity) {
        return views.stream().filter(view -> view.entity().equals(entity.name())).toList();
    }

    /** Features in definition order, named as far as that needs no column types. */
    public List<FeatureName> features() {
        return FeatureName.of(views, lookups);
    }

    /** The file only: everything else may have come from the environment. */
    @Override
    public String toString() {
        return "ModelSpec[" + positions.at("").file() + "]";
    }
}
