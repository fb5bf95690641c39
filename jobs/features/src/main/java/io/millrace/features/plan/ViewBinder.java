package io.millrace.features.plan;

import io.millrace.features.aggregate.AggregateFunction;
import io.millrace.features.aggregate.AggregateFunctions;
import io.millrace.features.aggregate.FunctionCall;
import io.millrace.features.aggregate.InputType;
import io.millrace.features.aggregate.IrLayout;
import io.millrace.features.aggregate.Slot;
import io.millrace.features.definition.AggregationDefinition;
import io.millrace.features.definition.ViewDefinition;
import io.millrace.features.definition.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.LogicalType;

/** Binds one view to its source. */
final class ViewBinder {
    private final ViewDefinition view;
    private final InputBinder input;
    private final Problems problems;
    private final List<Feature> features;
    private final String place;
    private final HistoryColumns columns;
    private final IrLayout.Builder layout = new IrLayout.Builder();
    private final List<WindowOutput> outputs = new ArrayList<>();
    private final List<Long> lengths;

    ViewBinder(ViewDefinition view, InputBinder input, Problems problems, List<Feature> features) {
        this.view = view;
        this.input = input;
        this.problems = problems;
        this.features = features;
        this.place = "view " + view.name();
        this.columns = new HistoryColumns(input, place, problems, view.formerly().columns());
        this.lengths = new WindowLengths(view, input.source(), problems).ascending();
    }

    /** Only to be run when no problem was found. */
    ViewPlan bind() {
        if (view.latest().isEmpty() == view.aggregations().isEmpty()) {
            problems.add(
                    place,
                    view.latest().isEmpty()
                            ? "has neither aggregations nor latest columns"
                            : "has both aggregations and latest columns; make it two views");
        }
        if (view.excludeCurrent() && input.index() != 0) {
            problems.add(
                    place,
                    "exclude_current is for views over the spine; rows of "
                            + view.source()
                            + " at the spine row's own time never count");
        }
        return view.latest().isEmpty() ? bindWindows() : bindLatest();
    }

    private ViewPlan bindLatest() {
        if (!view.formerly().columns().isEmpty()) {
            problems.add(
                    place,
                    "formerly cannot rename columns of a latest view: its state keeps rows of the"
                            + " table; give the column its old name in a view of the SQL file");
        }
        List<Integer> fields = new ArrayList<>();
        for (String name : view.latest()) {
            int column = columns.require(name);
            if (column >= 0) {
                LogicalType type = input.source().rowType().getTypeAt(column).copy(true);
                fields.add(input.use(column));
                features.add(
                        new Feature(
                                view.name() + "_" + name, view.name(), "latest", name, null, type));
            }
        }
        orderRows();
        return new ViewPlan.Latest(
                view.name(), view.stateName(), input.index(), view.excludeCurrent(), fields);
    }

    private ViewPlan bindWindows() {
        for (AggregationDefinition aggregation : view.aggregations()) {
            bindAggregation(aggregation);
        }
        List<Integer> ties = orderRows();
        columns.checkFormerNames();
        return new ViewPlan.Windowed(
                view.name(),
                view.stateName(),
                input.index(),
                view.excludeCurrent(),
                columns.stored(),
                ties,
                layout.build(),
                lengths,
                outputs,
                view.lateness().toMillis(),
                hop());
    }

    /** The tie break's columns in the history. */
    private List<Integer> orderRows() {
        List<Integer> ties = new ArrayList<>();
        for (String name : view.tieBreak()) {
            int column = columns.require(name);
            if (column >= 0 && columns.inputType(column, "tie_break").isPresent()) {
                ties.add(columns.store(column));
            }
        }
        input.orderBy(view.name(), view.tieBreak(), problems);
        return ties;
    }

    private void bindAggregation(AggregationDefinition aggregation) {
        if (aggregation.functions().isEmpty()) {
            problems.add(place, "an aggregation names no function");
        }
        int condition = condition(aggregation.where());
        List<String> names = new ArrayList<>(aggregation.columns());
        if (names.isEmpty()) {
            names.add(null);
        }
        for (String column : names) {
            for (String text : aggregation.functions()) {
                bindCall(FunctionCall.parse(text), column, condition, aggregation);
            }
        }
    }

    private void bindCall(
            FunctionCall call,
            @Nullable String column,
            int condition,
            AggregationDefinition aggregation) {
        Optional<AggregateFunction> function = call.function();
        if (function.isEmpty()) {
            problems.add(place, unknownFunction(call.name()));
            return;
        }
        if (function.get().isDividedByCondition() && aggregation.where() == null) {
            problems.add(
                    place,
                    "function "
                            + call.name()
                            + " needs a where, such as where: \"vibration > 60\"");
            return;
        }
        try {
            call.columns()
                    .forEach(
                            each ->
                                    bindFunction(
                                            call, each, column, condition, aggregation.windows()));
        } catch (IllegalArgumentException e) {
            problems.add(place, "function " + e.getMessage());
        }
    }

    private static String unknownFunction(String name) {
        List<String> known =
                AggregateFunctions.all().stream().map(AggregateFunction::functionName).toList();
        return "no function \"" + name + "\"" + Nearest.hint(name, known);
    }

    /** The history's column with the condition's answer, -1 without condition. */
    private int condition(@Nullable String where) {
        if (where == null) {
            return -1;
        }
        Integer column = input.source().conditions().get(where);
        if (column == null) {
            problems.add(place, "where \"" + where + "\" is not computed by " + view.source());
            return -1;
        }
        LogicalType type = input.source().rowType().getTypeAt(column);
        if (!type.copy(true).equals(new BooleanType())) {
            problems.add(place, "where \"" + where + "\" is " + type + ", not BOOLEAN");
            return -1;
        }
        return columns.store(column);
    }

    private void bindFunction(
            FunctionCall call,
            FunctionCall.Column result,
            @Nullable String name,
            int condition,
            List<Window> windows) {
        AggregateFunction function = result.function();
        int column = name == null ? -1 : columns.require(name);
        if (name != null && column < 0) {
            return;
        }
        Optional<InputType> type =
                name == null
                        ? Optional.of(InputType.NONE)
                        : columns.inputType(column, function.functionName());
        if (type.isEmpty() || !accepted(function, name, column, type.get())) {
            return;
        }
        int stored = name == null ? -1 : columns.store(column);
        Slot slot = slot(function, type.get(), stored, condition);
        LogicalType columnType = name == null ? null : input.source().rowType().getTypeAt(column);
        LogicalType resultType = ColumnTypes.result(function, type.get(), columnType);
        for (Window window : windows) {
            long length = WindowLengths.millis(window);
            int index = lengths.indexOf(length);
            if (index < 0) {
                continue;
            }
            AggregateFunction bound = function.over(length, hop());
            outputs.add(new WindowOutput(bound, type.get(), slot, index, resultType));
            features.add(feature(call, result.label(), name, window, resultType));
        }
    }

    private Slot slot(AggregateFunction function, InputType type, int column, int condition) {
        return function.isDividedByCondition()
                ? layout.slot(function.accumulator(type, condition), column, -1)
                : layout.slot(function.accumulator(type), column, condition);
    }

    private long hop() {
        return view.hop() == null ? 0 : view.hop().toMillis();
    }

    private boolean accepted(
            AggregateFunction function, @Nullable String name, int column, InputType type) {
        if (function.inputs().contains(type)) {
            return true;
        }
        problems.add(
                place,
                name == null
                        ? "function " + function.functionName() + " needs a column"
                        : "function "
                                + function.functionName()
                                + " does not take column \""
                                + name
                                + "\" of type "
                                + input.source().rowType().getTypeAt(column)
                                + "; it takes "
                                + new TreeSet<>(function.inputs()));
        return false;
    }

    private Feature feature(
            FunctionCall call,
            String label,
            @Nullable String column,
            Window window,
            LogicalType type) {
        String middle = column == null ? "" : column + "_";
        String name = view.name() + "_" + middle + label + "_" + window.label();
        return new Feature(name, view.name(), call.toString(), column, window.label(), type);
    }
}
