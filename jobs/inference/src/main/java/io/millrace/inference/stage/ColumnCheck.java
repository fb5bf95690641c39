package io.millrace.inference.stage;

import io.millrace.inference.card.ModelInput;
import io.millrace.inference.card.Suggestion;
import io.millrace.inference.card.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/** The plan's columns against the columns that are there. */
final class ColumnCheck {

    private static final Set<LogicalTypeRoot> TIMES =
            Set.of(
                    LogicalTypeRoot.BIGINT,
                    LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE,
                    LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);

    private static final int NAMES_SHOWN = 100;

    private final ScoringPlan plan;
    private final RowType rows;
    private final List<String> problems = new ArrayList<>();

    ColumnCheck(ScoringPlan plan, RowType rows) {
        this.plan = plan;
        this.rows = rows;
    }

    List<String> problems() {
        checkInputs();
        checkOutputs();
        plan.fill().forEach(this::checkFill);
        if (plan.latencyFrom() != null) {
            checkLatencyFrom(plan.latencyFrom());
        }
        return List.copyOf(problems);
    }

    private void checkInputs() {
        List<ModelInput> inputs = plan.card().inputs();
        List<String> columns = plan.inputColumns();
        if (plan.isArray(rows)) {
            checkArray(columns.get(0));
            return;
        }
        if (columns.size() != inputs.size()) {
            problems.add(
                    "the model takes %d inputs, %d columns are listed for it: list one for each of %s"
                            .formatted(
                                    inputs.size(),
                                    columns.size(),
                                    names(plan.card().inputNames())));
            return;
        }
        for (int i = 0; i < columns.size(); i++) {
            checkInput(inputs.get(i), columns.get(i));
        }
    }

    /** An image has more of them than anybody reads. */
    private static String names(List<String> names) {
        int shown = Math.min(names.size(), NAMES_SHOWN);
        String text = String.join(", ", names.subList(0, shown));
        return shown == names.size() ? text : text + " and " + (names.size() - shown) + " more";
    }

    private void checkArray(String column) {
        LogicalType type = rows.getTypeAt(rows.getFieldIndex(column));
        LogicalType element = ((ArrayType) type).getElementType();
        for (ModelInput input : plan.card().inputs()) {
            if (!ArrayInputs.canRead(type) || !ColumnReader.canRead(element, input.type())) {
                problems.add(
                        "the model's input '%s' is %s, the column '%s' that feeds all inputs is %s: CAST it in a view"
                                .formatted(input.name(), input.type().text(), column, type));
                return;
            }
        }
    }

    private void checkInput(ModelInput input, String column) {
        boolean another = !column.equals(input.name()) && plan.card().inputNames().contains(column);
        if (another) {
            problems.add(
                    "the column '%s' would feed the model's input '%s', and the model has an input '%s': list the columns in the card's order, or all by the names of its inputs"
                            .formatted(column, input.name(), column));
            return;
        }
        int index = rows.getFieldIndex(column);
        if (index < 0) {
            problems.add(
                    "the model's input '%s' wants the column '%s', which no feature or column provides%s"
                            .formatted(
                                    input.name(),
                                    column,
                                    Suggestion.of(column, rows.getFieldNames())));
            return;
        }
        LogicalType type = rows.getTypeAt(index);
        if (!ColumnReader.canRead(type, input.type())) {
            problems.add(
                    "the model's input '%s' is %s, the column '%s' is %s: CAST it in a view"
                            .formatted(input.name(), input.type().text(), column, type));
        }
    }

    private void checkOutputs() {
        List<String> added = new ArrayList<>(plan.card().outputNames());
        added.add(ColumnTypes.MODEL_NAME);
        added.add(ColumnTypes.MODEL_VERSION);
        added.add(ColumnTypes.SCORED_AT);
        if (plan.explain() != null) {
            added.add(ColumnTypes.EXPLANATION);
        }
        Set<String> taken = new HashSet<>(rows.getFieldNames());
        for (String column : added) {
            if (!taken.add(column)) {
                problems.add(
                        "the column '%s' is there already, and the model adds one of that name: rename the column, or the card's output"
                                .formatted(column));
            }
        }
        if (rows.getFieldNames().contains(ColumnTypes.REASON)) {
            problems.add(
                    "the column 'reason' is taken by the rejected rows' reason: rename the column");
        }
    }

    private void checkFill(String column, double value) {
        int position = plan.inputColumns().indexOf(column);
        if (position < 0) {
            problems.add(
                    "fill: '%s' is none of the model's input columns%s"
                            .formatted(column, Suggestion.of(column, plan.inputColumns())));
        } else if (position < plan.card().inputs().size()) {
            ValueType type = plan.card().inputs().get(position).type();
            if (type == ValueType.STRING) {
                problems.add(
                        "fill: '%s' feeds an input of type string: COALESCE it in a view"
                                .formatted(column));
            } else if (!type.isFloating() && value != Math.rint(value)) {
                problems.add(
                        "fill: '%s' feeds an input of type %s, which cannot hold %s: give it a whole number"
                                .formatted(column, type.text(), value));
            }
        }
    }

    private void checkLatencyFrom(String column) {
        int index = rows.getFieldIndex(column);
        if (index < 0 || !TIMES.contains(rows.getTypeAt(index).getTypeRoot())) {
            problems.add(
                    "latency is to be taken from '%s', which is no TIMESTAMP, TIMESTAMP_LTZ or BIGINT column%s"
                            .formatted(column, Suggestion.of(column, rows.getFieldNames())));
        }
    }
}
