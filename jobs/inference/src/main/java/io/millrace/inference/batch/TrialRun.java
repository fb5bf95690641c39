package io.millrace.inference.batch;

import io.millrace.inference.card.GoldenRow;
import io.millrace.inference.card.GoldenValue;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelInput;
import io.millrace.inference.card.ValueType;
import io.millrace.inference.session.ModelSession;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores the golden rows and compares. Without golden rows one of zeros and empty texts is scored,
 * because some faults show only in the middle of a run.
 */
final class TrialRun {

    private final ModelCard card;
    private final ModelSession session;
    private final Binding binding;
    private final List<String> problems = new ArrayList<>();

    TrialRun(ModelCard card, ModelSession session, Binding binding) {
        this.card = card;
        this.session = session;
        this.binding = binding;
    }

    List<String> problems() {
        List<GoldenRow> rows = rows(card);
        try (BatchRunner runner = new BatchRunner(session, binding, 1)) {
            for (int i = 0; i < rows.size(); i++) {
                score(rows.get(i), i + 1, runner);
            }
        }
        return problems;
    }

    /** The card's golden rows, or one of zeros and empty texts without outputs. */
    static List<GoldenRow> rows(ModelCard card) {
        return card.golden().isEmpty() ? List.of(zeros(card)) : card.golden();
    }

    /** Stops at the first row with problems: the others have the same. */
    private void score(GoldenRow row, int number, BatchRunner runner) {
        if (!problems.isEmpty()) {
            return;
        }
        fill(row, number, runner);
        if (problems.isEmpty() && run(runner)) {
            compare(row, number, runner);
        }
    }

    private boolean run(BatchRunner runner) {
        try {
            runner.run(1);
            return true;
        } catch (UnscorableException e) {
            problems.add(
                    "the model loads but does not run with the card's inputs: %s: export it again"
                            .formatted(e.getMessage()));
            return false;
        }
    }

    private void fill(GoldenRow golden, int number, BatchRunner runner) {
        for (int i = 0; i < card.inputs().size(); i++) {
            ModelInput input = card.inputs().get(i);
            if (!fill(runner.cell(i), 0, golden.inputs().get(i))) {
                problems.add(
                        "golden row %d: the input '%s' is %s and has no missing value: give it one"
                                .formatted(number, input.name(), input.type().text()));
            }
        }
    }

    /** False when the value is missing and the input's type has nothing that stands for that. */
    static boolean fill(InputCell cell, int row, GoldenValue value) {
        if (cell.type() == ValueType.STRING) {
            cell.put(row, value instanceof GoldenValue.Text text ? text.value() : "");
            return value instanceof GoldenValue.Text;
        }
        double number = value instanceof GoldenValue.Numeric numeric ? numeric.value() : Double.NaN;
        if (Double.isNaN(number)) {
            return cell.putMissing(row);
        }
        cell.put(row, number);
        return true;
    }

    private void compare(GoldenRow golden, int number, BatchRunner runner) {
        for (int i = 0; i < golden.outputs().size(); i++) {
            Object actual = runner.column(i).value(0);
            GoldenValue expected = golden.outputs().get(i);
            if (!GoldenComparison.agree(expected, actual, golden.tolerance())) {
                problems.add(
                        "golden row %d: the model's '%s' is %s, the card says %s (tolerance %s): it is not the model that the card was written for, or it was exported wrongly; write the card anew from the trainer's own predictions"
                                .formatted(
                                        number,
                                        card.outputs().get(i).name(),
                                        GoldenComparison.text(actual),
                                        GoldenComparison.text(expected),
                                        golden.tolerance()));
            }
        }
    }

    private static GoldenRow zeros(ModelCard card) {
        List<GoldenValue> inputs = new ArrayList<>();
        for (ModelInput input : card.inputs()) {
            boolean text = input.type() == ValueType.STRING;
            inputs.add(text ? new GoldenValue.Text("") : new GoldenValue.Numeric(0));
        }
        return new GoldenRow(inputs, List.of(), 0);
    }
}
