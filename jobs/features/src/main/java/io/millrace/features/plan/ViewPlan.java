package io.millrace.features.plan;

import io.millrace.features.aggregate.IrLayout;
import java.io.Serializable;
import java.util.List;

/** A view that can be run. Outputs are the view's features, in their order. */
public sealed interface ViewPlan extends Serializable {
    /** Name of the view. */
    String name();

    /** The name that its state is kept under: its own, or the one that it had at first. */
    String stateName();

    /** Index of the source among the inputs of the entity's plan; 0 is the spine. */
    int input();

    /** Whether a spine row is answered before its own view takes it in. */
    boolean excludeCurrent();

    /** Number of features. */
    int width();

    /**
     * Aggregations over the rows of a window.
     *
     * @param stateName the name that its state is kept under
     * @param excludeCurrent a spine row is answered before it enters its own view
     * @param columns what the history keeps of a row
     * @param tieBreak indexes into columns that order rows of one time
     * @param layout partial aggregates of a set of rows
     * @param windows distinct lengths in milliseconds, ascending
     * @param outputs features
     * @param lateness milliseconds behind the watermark that a row still counts
     * @param hop width of a tile in milliseconds; 0: exact
     */
    record Windowed(
            String name,
            String stateName,
            int input,
            boolean excludeCurrent,
            List<StoredColumn> columns,
            List<Integer> tieBreak,
            IrLayout layout,
            List<Long> windows,
            List<WindowOutput> outputs,
            long lateness,
            long hop)
            implements ViewPlan {
        public Windowed {
            columns = List.copyOf(columns);
            tieBreak = List.copyOf(tieBreak);
            windows = List.copyOf(windows);
            outputs = List.copyOf(outputs);
        }

        @Override
        public int width() {
            return outputs.size();
        }

        /** Whether rows at the very time of the spine row count. */
        public boolean overSpine() {
            return input == 0;
        }

        /** How far behind the watermark a row can still matter, milliseconds. */
        public long retention() {
            return windows.get(windows.size() - 1) + lateness + hop;
        }
    }

    /**
     * Columns of the newest row.
     *
     * @param stateName the name that its state is kept under
     * @param excludeCurrent a spine row is answered before it becomes the newest of its own view
     * @param fields indexes in the rows that travel, one a feature
     */
    record Latest(
            String name, String stateName, int input, boolean excludeCurrent, List<Integer> fields)
            implements ViewPlan {
        public Latest {
            fields = List.copyOf(fields);
        }

        @Override
        public int width() {
            return fields.size();
        }
    }
}
