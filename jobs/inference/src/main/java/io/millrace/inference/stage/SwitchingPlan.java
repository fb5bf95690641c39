package io.millrace.inference.stage;

import io.millrace.inference.card.Suggestion;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/**
 * A model whose versions change while the job runs.
 *
 * @param folder the version to begin with, and how every version is batched and fed
 * @param canaryKey column whose values are shared out to canaries; null: there are no canaries
 * @param shadows whether challengers score; they are held ready in any case
 */
public record SwitchingPlan(ScoringPlan folder, @Nullable String canaryKey, boolean shadows)
        implements Serializable {

    static final Set<LogicalTypeRoot> KEYS =
            Set.of(
                    LogicalTypeRoot.CHAR,
                    LogicalTypeRoot.VARCHAR,
                    LogicalTypeRoot.TINYINT,
                    LogicalTypeRoot.SMALLINT,
                    LogicalTypeRoot.INTEGER,
                    LogicalTypeRoot.BIGINT);

    /**
     * {@link ScoringPlan#outputType} and {@code model_role STRING}; of the scored rows and of the
     * challengers' rows alike.
     */
    public RowType outputType(RowType rows) {
        return ColumnTypes.withRole(folder.outputType(rows));
    }

    /** {@link ScoringPlan#rejectedType}. */
    public RowType rejectedType(RowType rows) {
        return folder.rejectedType(rows);
    }

    /** What is wrong with the columns that the switching needs, a line each. */
    public List<String> columnProblems(RowType rows) {
        List<String> problems = new ArrayList<>();
        if (rows.getFieldNames().contains(ColumnTypes.MODEL_ROLE)
                || folder.card().outputNames().contains(ColumnTypes.MODEL_ROLE)) {
            problems.add(
                    "the column 'model_role' is there already, and a model with a registry adds one of that name: rename the column");
        }
        if (canaryKey != null) {
            checkKey(rows, problems);
        }
        return problems;
    }

    private void checkKey(RowType rows, List<String> problems) {
        int index = rows.getFieldIndex(canaryKey);
        if (index < 0) {
            problems.add(
                    "canary_key: there is no column '%s'%s"
                            .formatted(canaryKey, Suggestion.of(canaryKey, rows.getFieldNames())));
            return;
        }
        LogicalType type = rows.getTypeAt(index);
        if (!KEYS.contains(type.getTypeRoot())) {
            problems.add(
                    "canary_key: the column '%s' is %s; a text or a whole number can be shared out: CAST it in a view"
                            .formatted(canaryKey, type.copy(true).asSummaryString()));
        }
    }
}
