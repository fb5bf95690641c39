package io.millrace.features.plan;

import io.millrace.features.definition.EntityDefinition;
import io.millrace.features.definition.ViewDefinition;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;

/** All views of one entity, bound to their sources. */
public final class EntityPlan implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String entity;
    private final RowType keyType;
    private final List<InputPlan> inputs;
    private final List<ViewPlan> views;
    private final List<Feature> features;

    EntityPlan(
            String entity,
            RowType keyType,
            List<InputPlan> inputs,
            List<ViewPlan> views,
            List<Feature> features) {
        this.entity = entity;
        this.keyType = keyType;
        this.inputs = List.copyOf(inputs);
        this.views = List.copyOf(views);
        this.features = List.copyOf(features);
    }

    /**
     * Binds the views of an entity. Views of other entities are passed over.
     *
     * @param spine the spine as it arrives at this stage, columns of earlier stages included
     * @param sources view sources by table name; the spine may be among them or not
     * @throws DefinitionException with everything that is wrong
     */
    public static EntityPlan of(
            EntityDefinition entity,
            List<ViewDefinition> views,
            BoundSource spine,
            Map<String, BoundSource> sources) {
        return new EntityBinder(entity, spine, sources).bind(views);
    }

    /** Name of the entity. */
    public String entity() {
        return entity;
    }

    /** The key's columns; nullable, as a spine row may have no entity. */
    public RowType keyType() {
        return keyType;
    }

    /** Streams into the stage; the first is the spine. */
    public List<InputPlan> inputs() {
        return inputs;
    }

    /** Views in the order of the definition. */
    public List<ViewPlan> views() {
        return views;
    }

    /** The columns that the stage adds, in the order of the definition. */
    public List<Feature> features() {
        return features;
    }

    /** The spine's columns and the features. */
    public RowType outputType() {
        List<RowType.RowField> fields = new ArrayList<>(inputs.get(0).travelling().getFields());
        for (Feature feature : features) {
            fields.add(new RowType.RowField(feature.name(), feature.type()));
        }
        return new RowType(false, fields);
    }
}
