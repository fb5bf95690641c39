package io.millrace.features.tile;

import io.millrace.features.aggregate.AggregateFunction;
import io.millrace.features.aggregate.AggregateFunctions;
import io.millrace.features.aggregate.InputType;
import io.millrace.features.aggregate.Ir;
import io.millrace.features.aggregate.IrLayout;
import io.millrace.features.aggregate.Result;
import io.millrace.features.aggregate.Slot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The fixture of this package: one table, every aggregation over every column that it takes. */
final class Histories {
    static final int SEQUENCE = 0;
    static final int INTEGER = 1;
    static final int NUMBER = 2;
    static final int TEXT = 3;
    static final int FLAG = 4;
    static final RowLayout ROWS =
            new RowLayout(
                    List.of("sequence", "integer", "number", "text", "flag"),
                    List.of(
                            InputType.INTEGER,
                            InputType.INTEGER,
                            InputType.FLOATING,
                            InputType.TEXT,
                            InputType.BOOLEAN),
                    List.of(SEQUENCE));
    static final List<Feature> FEATURES = new ArrayList<>();
    static final IrLayout IRS = layout();

    private Histories() {}

    /** An aggregation of a column, -1 for none, of all rows or of those whose flag is set. */
    record Feature(
            AggregateFunction function, InputType input, int column, int condition, Slot slot) {
        @Override
        public String toString() {
            return function.functionName() + " of column " + column + " if " + condition;
        }
    }

    /** A row of the table; null fields are nulls. */
    record Sample(
            long time, long sequence, Long integer, Double number, String text, Boolean flag) {
        Row row() {
            Row row = new Row(ROWS);
            row.reset(time);
            row.set(SEQUENCE, sequence);
            if (integer != null) {
                row.set(INTEGER, integer.longValue());
            }
            if (number != null) {
                row.set(NUMBER, number.doubleValue());
            }
            if (text != null) {
                row.set(TEXT, text.getBytes(StandardCharsets.UTF_8));
            }
            if (flag != null) {
                row.set(FLAG, flag ? 1L : 0L);
            }
            return row;
        }

        private Object flagBit() {
            if (flag == null) {
                return null;
            }
            return flag ? 1L : 0L;
        }

        Object value(int column) {
            return switch (column) {
                case SEQUENCE -> sequence;
                case INTEGER -> integer;
                case NUMBER -> number;
                case TEXT -> text;
                case FLAG -> flagBit();
                default -> throw new IllegalArgumentException("column " + column);
            };
        }
    }

    private static IrLayout layout() {
        IrLayout.Builder builder = new IrLayout.Builder();
        for (AggregateFunction function : AggregateFunctions.all()) {
            for (int column = -1; column <= FLAG; column++) {
                InputType input = column < 0 ? InputType.NONE : ROWS.types().get(column);
                for (int condition : new int[] {-1, FLAG}) {
                    if (function.inputs().contains(input)) {
                        Slot slot = builder.slot(function.accumulator(input), column, condition);
                        FEATURES.add(new Feature(function, input, column, condition, slot));
                    }
                }
            }
        }
        return builder.build();
    }

    static Ir query(History history, long time, boolean inclusive, long window) {
        Ir ir = IRS.empty();
        history.query(time, inclusive, window, new Scratch(IRS), ir);
        return ir;
    }

    /** Long, Double, String or null. */
    static Object answer(Feature feature, Ir ir, long time) {
        Result result = new Result();
        Slot slot = feature.slot();
        feature.function().finish(ir, slot.word(), slot.object(), feature.input(), time, result);
        if (result.isNull()) {
            return null;
        }
        return switch (feature.function().result(feature.input())) {
            case BIGINT -> result.bits();
            case DOUBLE -> result.number();
            case INPUT ->
                    switch (feature.input()) {
                        case TEXT -> new String((byte[]) result.object(), StandardCharsets.UTF_8);
                        case FLOATING -> result.number();
                        default -> result.bits();
                    };
        };
    }
}
