package io.millrace.features.plan;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/**
 * One stream into the stage.
 *
 * @param source the table
 * @param key columns of the entity key in the source's rows
 * @param fields columns of the source that travel to the stage: all of the spine, else those that a
 *     view of the entity asks for
 * @param travelling type of what travels
 * @param tieBreak columns of the travelling row that order rows of one time
 * @param compared columns of the travelling row that the views see, which order rows before the
 *     others do
 */
public record InputPlan(
        BoundSource source,
        List<Integer> key,
        List<Integer> fields,
        RowType travelling,
        List<Integer> tieBreak,
        List<Integer> compared)
        implements Serializable {
    public InputPlan {
        key = List.copyOf(key);
        fields = List.copyOf(fields);
        tieBreak = List.copyOf(tieBreak);
        compared = List.copyOf(compared);
    }

    /** Name of the table. */
    public String table() {
        return source.table();
    }
}
