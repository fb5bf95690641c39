package io.millrace.inference.stage;

import io.millrace.inference.batch.InputCell;
import io.millrace.inference.batch.InputRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Which columns feed the card's inputs, and how best to read them. */
record InputColumns(ScoringPlan plan, RowType rows) {

    static InputColumns of(ScoringPlan plan, RowType rows) {
        return new InputColumns(plan, rows);
    }

    /**
     * @param cells of the card's inputs, by position
     * @param tensor that takes whole rows; null: there is none, or the cells shall be told
     */
    RowInputs into(IntFunction<InputCell> cells, @Nullable InputRow tensor) {
        if (plan.isArray(rows)) {
            String name = plan.inputColumns().get(0);
            int column = rows.getFieldIndex(name);
            return new ArrayInputs(
                    name,
                    column,
                    rows.getTypeAt(column),
                    plan.card().inputs().size(),
                    cells,
                    tensor,
                    plan.fill().get(name));
        }
        int[] columns = plan.inputColumns().stream().mapToInt(rows::getFieldIndex).toArray();
        RowInputs single = new CellInputs(plan.card(), single(columns, cells));
        List<LogicalType> types = new ArrayList<>();
        for (int column : columns) {
            types.add(rows.getTypeAt(column));
        }
        return tensor != null && BinaryInputs.canRead(types)
                ? new BinaryInputs(single, tensor, columns, rows.getChildren(), fills())
                : single;
    }

    private InputColumn[] single(int[] columns, IntFunction<InputCell> cells) {
        InputColumn[] inputs = new InputColumn[columns.length];
        for (int i = 0; i < inputs.length; i++) {
            Double fill = plan.fill().get(plan.inputColumns().get(i));
            inputs[i] =
                    new InputColumn(columns[i], rows.getTypeAt(columns[i]), cells.apply(i), fill);
        }
        return inputs;
    }

    /** As the tensor holds them. */
    private float[] fills() {
        float[] fills = new float[plan.inputColumns().size()];
        for (int i = 0; i < fills.length; i++) {
            double fill = plan.fill().getOrDefault(plan.inputColumns().get(i), Double.NaN);
            fills[i] = (float) fill;
        }
        return fills;
    }
}
