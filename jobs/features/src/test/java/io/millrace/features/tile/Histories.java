package io.millrace.features.tile;

import io.millrace.features.aggregate.AggregateFunction;
import io.millrace.features.aggregate.AggregateFunctions;
import io.millrace.features.aggregate.InputType;
import io.millrace.features.aggregate.Ir;
import io.millrace.features.aggregate.IrLayout;
import io.millrace.features.aggregate.Partial;
import io.millrace.features.aggregate.Result;
import io.millrace.features.aggregate.Slot;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    static final double[] EDGES = {-250.5, 0, 10};
    static final Map<String, List<String>> PARAMETERS =
            Map.of(
                    "last_k", List.of("3"),
                    "lag", List.of("1", "12"),
                    "quantile", List.of("0.25", "0.99", "0.999"),
                    "top_k", List.of("3"),
                    "histogram", List.of("-250.5", "0", "10"),
                    "ewma", List.of("20ms", "1h", "30d"));
    static final List<Feature> FEATURES = new ArrayList<>();
    static final IrLayout IRS = layout();

    private Histories() {}

    /** An aggregation of a column, -1 for none, of all rows or of those whose flag is set. */
    record Feature(
            AggregateFunction function, InputType input, int column, int condition, Slot slot) {
        String name() {
            return function.functionName();
        }

        /** The number at the end of the label: 3 of last_3, 99.9 of p99_9. */
        String number() {
            String label = function.label();
            String number =
                    label.startsWith("p")
                            ? label.substring(1)
                            : label.substring(label.lastIndexOf('_') + 1);
            return number.replace('_', '.');
        }

        /** Whether its rows are those whose flag is set. */
        boolean isFiltered() {
            return condition >= 0 && !function.isDividedByCondition();
        }

        @Override
        public String toString() {
            return function.label() + " of column " + column + " if " + condition;
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
            List<String> parameters = PARAMETERS.getOrDefault(function.functionName(), List.of());
            for (AggregateFunction bound : function.with(parameters)) {
                for (int column = -1; column <= FLAG; column++) {
                    InputType input = column < 0 ? InputType.NONE : ROWS.types().get(column);
                    if (bound.inputs().contains(input)) {
                        add(builder, bound, input, column);
                    }
                }
            }
        }
        return builder.build();
    }

    private static void add(
            IrLayout.Builder builder, AggregateFunction function, InputType input, int column) {
        if (function.isDividedByCondition()) {
            Slot slot = builder.slot(function.accumulator(input, FLAG), column, -1);
            FEATURES.add(new Feature(function, input, column, FLAG, slot));
            return;
        }
        boolean filtered = column == NUMBER || !ValueOracle.ALL.contains(function.functionName());
        for (int condition : filtered ? new int[] {-1, FLAG} : new int[] {-1}) {
            Slot slot = builder.slot(function.accumulator(input), column, condition);
            FEATURES.add(new Feature(function, input, column, condition, slot));
        }
    }

    /** Everything an IR says: words, and texts and partials as their bytes. */
    static List<Object> bits(Ir ir) {
        List<Object> bits = new ArrayList<>();
        for (int word = 0; word < IRS.words(); word++) {
            bits.add(ir.word(word));
        }
        for (int i = 0; i < IRS.objects(); i++) {
            Object object = ir.object(i);
            byte[] bytes = object instanceof Partial partial ? partial.bytes() : (byte[]) object;
            bits.add(bytes == null ? "none" : ByteBuffer.wrap(bytes));
        }
        return bits;
    }

    static List<Object> bits(History history, long time, long window) {
        return bits(query(history, time, true, window));
    }

    static Ir query(History history, long time, boolean inclusive, long window) {
        Ir ir = IRS.empty();
        history.query(time, inclusive, window, new Scratch(IRS), ir);
        return ir;
    }

    /** Long, Double, String or null, of an exact window. */
    static Object answer(Feature feature, Ir ir, long time, long window) {
        return answer(feature, ir, time, window, 0);
    }

    /** Long, Double, String or null. */
    static Object answer(Feature feature, Ir ir, long time, long window, long hop) {
        Result result = new Result();
        Slot slot = feature.slot();
        feature.function()
                .over(window, hop)
                .finish(ir, slot.word(), slot.object(), feature.input(), time, result);
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
