package io.millrace.inference.batch;

import io.millrace.inference.card.GoldenRow;
import io.millrace.inference.card.GoldenValue;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelInput;
import io.millrace.inference.card.ValueType;
import io.millrace.inference.session.ModelSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Scores the golden rows, alone and all together, and compares. Without golden rows two rows of
 * zeros and empty texts are scored, because some faults show only in the middle of a run.
 */
final class TrialRun {

    private static final int MOST_AT_ONCE = 128;

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
        List<GoldenRow> rows = card.golden().isEmpty() ? zeros() : card.golden();
        try (BatchRunner runner =
                new BatchRunner(session, binding, Math.min(rows.size(), MOST_AT_ONCE))) {
            boolean alone = scored(rows, 1, runner);
            if (alone && runner.capacity() > 1) {
                scored(rows, runner.capacity(), runner);
            }
        }
        return problems;
    }

    /** Stops at the first problem: the other rows have the same. */
    private boolean scored(List<GoldenRow> rows, int atOnce, BatchRunner runner) {
        for (int first = 0; first < rows.size(); first += atOnce) {
            int count = Math.min(atOnce, rows.size() - first);
            for (int i = 0; i < count; i++) {
                fill(rows.get(first + i), i, first + i, runner);
            }
            if (problems.isEmpty()) {
                run(count, runner);
            }
            for (int i = 0; i < count && problems.isEmpty() && !card.golden().isEmpty(); i++) {
                compare(rows.get(first + i), i, first + i, count, runner);
            }
            if (!problems.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private void run(int count, BatchRunner runner) {
        try {
            runner.run(count);
        } catch (UnscorableException e) {
            problems.add(
                    "the model loads but does not run with %s of the card's inputs: %s: %s"
                            .formatted(
                                    count == 1 ? "one row" : count + " rows at once",
                                    e.getMessage(),
                                    count == 1
                                            ? "export it again"
                                            : "export it with an open first dimension, or set the batch to 1"));
        }
    }

    private void fill(GoldenRow golden, int row, int number, BatchRunner runner) {
        for (int i = 0; i < card.inputs().size(); i++) {
            ModelInput input = card.inputs().get(i);
            if (!fill(runner.cell(i), row, golden.inputs().get(i))) {
                problems.add(
                        "golden row %d: the input '%s' is %s and has no missing value: give it one"
                                .formatted(number + 1, input.name(), input.type().text()));
            }
        }
    }

    private static boolean fill(InputCell cell, int row, GoldenValue value) {
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

    private void compare(GoldenRow golden, int row, int number, int count, BatchRunner runner) {
        for (int i = 0; i < card.outputs().size(); i++) {
            Object actual = runner.column(i).value(row);
            GoldenValue expected = golden.outputs().get(i);
            if (!GoldenComparison.agree(expected, actual, golden.tolerance())) {
                problems.add(
                        "golden row %d: the model's '%s' is %s%s, the card says %s (tolerance %s): it is not the model that the card was written for, or it was exported wrongly; write the card anew from the trainer's own predictions"
                                .formatted(
                                        number + 1,
                                        card.outputs().get(i).name(),
                                        GoldenComparison.text(actual),
                                        count > 1 ? " among " + count + " rows" : "",
                                        GoldenComparison.text(expected),
                                        golden.tolerance()));
            }
        }
    }

    private List<GoldenRow> zeros() {
        List<GoldenValue> inputs = new ArrayList<>();
        for (ModelInput input : card.inputs()) {
            boolean text = input.type() == ValueType.STRING;
            inputs.add(text ? new GoldenValue.Text("") : new GoldenValue.Numeric(0));
        }
        return Collections.nCopies(2, new GoldenRow(inputs, List.of(), 0));
    }
}
