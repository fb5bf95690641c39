package io.millrace.inference.stage;

import io.millrace.inference.card.ModelCard;
import org.apache.flink.table.data.RowData;

/** Columns of any type into tensors of any type, one by one. */
final class CellInputs implements RowInputs {

    private final ModelCard card;
    private final InputColumn[] inputs;

    /** {@code inputs} in the card's order. */
    CellInputs(ModelCard card, InputColumn... inputs) {
        this.card = card;
        this.inputs = inputs;
    }

    @Override
    public InputColumn.Read read(RowData row, int batchRow, Missing missing) {
        InputColumn.Read worst = InputColumn.Read.PRESENT;
        for (int i = 0; i < inputs.length; i++) {
            InputColumn.Read read = inputs[i].read(row, batchRow);
            if (read != InputColumn.Read.PRESENT) {
                missing.missing(i);
                worst = read.compareTo(worst) > 0 ? read : worst;
            }
        }
        return worst;
    }

    @Override
    public String unscorable(RowData row, int batchRow) {
        StringBuilder reason = new StringBuilder();
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].read(row, batchRow) == InputColumn.Read.UNSCORABLE) {
                reason.append(reason.isEmpty() ? "" : "; ")
                        .append("the model's input '")
                        .append(card.inputs().get(i).name())
                        .append("' is NULL, and ")
                        .append(card.inputs().get(i).type().text())
                        .append(
                                " has no missing value: give it a `fill`, or COALESCE it in a view");
            }
        }
        return reason.toString();
    }
}
