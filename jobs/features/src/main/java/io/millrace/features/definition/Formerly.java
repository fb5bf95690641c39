package io.millrace.features.definition;

import java.io.Serializable;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * Names that a view's state was first kept under. State goes on under these names for as long as
 * they are said, through any number of renamings.
 *
 * @param view the view's first name; null: it still has it
 * @param columns the first names of its source's columns, by the names that they have now
 */
public record Formerly(@Nullable String view, Map<String, String> columns) implements Serializable {

    /** Everything has its first name. */
    public static final Formerly NOTHING = new Formerly(null, Map.of());

    public Formerly {
        columns = Map.copyOf(columns);
    }
}
