package io.millrace.features.definition;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import javax.annotation.Nullable;

/**
 * Features of one entity from one source: windowed aggregations, or the newest row's columns.
 *
 * @param name prefix of the view's feature names
 * @param entity name of the entity whose key the features are kept by
 * @param source table or view of the SQL file
 * @param aggregations empty for a {@code latest} view
 * @param latest columns of the newest row as of the event's time; empty for a windowed view
 * @param lateness how long past the watermark a row still corrects the state; not negative
 * @param hop null for exact windows; otherwise the width of the tail's steps
 * @param excludeCurrent leave the spine's own row out of a view over the spine's source
 * @param tieBreak columns that order rows of one key and one time in event-time order
 * @param formerly names that the state was first kept under
 */
public record ViewDefinition(
        String name,
        String entity,
        String source,
        List<AggregationDefinition> aggregations,
        List<String> latest,
        Duration lateness,
        @Nullable Duration hop,
        boolean excludeCurrent,
        List<String> tieBreak,
        Formerly formerly)
        implements Serializable {
    public ViewDefinition {
        aggregations = List.copyOf(aggregations);
        latest = List.copyOf(latest);
        tieBreak = List.copyOf(tieBreak);
    }

    /** A view that has its first name. */
    public ViewDefinition(
            String name,
            String entity,
            String source,
            List<AggregationDefinition> aggregations,
            List<String> latest,
            Duration lateness,
            @Nullable Duration hop,
            boolean excludeCurrent,
            List<String> tieBreak) {
        this(
                name,
                entity,
                source,
                aggregations,
                latest,
                lateness,
                hop,
                excludeCurrent,
                tieBreak,
                Formerly.NOTHING);
    }

    /** The name that the view's state is kept under. */
    public String stateName() {
        return formerly.view() == null ? name : formerly.view();
    }
}
