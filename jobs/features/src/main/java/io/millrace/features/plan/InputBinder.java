package io.millrace.features.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Decides which columns of one source travel, as its views ask for them. */
final class InputBinder {
    private final int index;
    private final BoundSource source;
    private final List<Integer> key;
    private final Map<Integer, Integer> travelling = new LinkedHashMap<>();
    private final Set<Integer> compared = new TreeSet<>();
    private List<String> tieBreak = List.of();
    private String tieBreakView = "";

    InputBinder(int index, BoundSource source, List<String> keyNames, Problems problems) {
        this.index = index;
        this.source = source;
        this.key = keyColumns(source, keyNames, problems);
        requireTime("event time", source.timeIndex(), problems);
        if (source.knownIndex() >= 0) {
            requireTime("known time", source.knownIndex(), problems);
        }
        if (index == 0) {
            for (int field = 0; field < source.rowType().getFieldCount(); field++) {
                travelling.put(field, field);
            }
            return;
        }
        key.stream().filter(field -> field >= 0).forEach(this::travel);
        travel(source.timeIndex());
        if (source.knownIndex() >= 0) {
            travel(source.knownIndex());
        }
    }

    private static List<Integer> keyColumns(
            BoundSource source, List<String> names, Problems problems) {
        List<Integer> columns = new ArrayList<>();
        for (String name : names) {
            int column = source.rowType().getFieldIndex(name);
            columns.add(column);
            if (column < 0) {
                problems.add(
                        "table " + source.table(),
                        "has no key column \""
                                + name
                                + "\""
                                + Nearest.hint(name, source.rowType().getFieldNames()));
            } else if (!ColumnTypes.isKey(source.rowType().getTypeAt(column))) {
                problems.add(
                        "table " + source.table(),
                        "key column \""
                                + name
                                + "\" is "
                                + source.rowType().getTypeAt(column)
                                + "; a key is made of whole numbers, decimals, text, booleans,"
                                + " dates or times: CAST it in a view");
            }
        }
        return columns;
    }

    private void requireTime(String role, int column, Problems problems) {
        RowType type = source.rowType();
        if (column < 0 || column >= type.getFieldCount()) {
            problems.add("table " + source.table(), "has no column for the " + role);
        } else if (!ColumnTypes.isTime(type.getTypeAt(column))) {
            problems.add(
                    "table " + source.table(),
                    "column \""
                            + type.getFieldNames().get(column)
                            + "\" is "
                            + type.getTypeAt(column)
                            + " and cannot be the "
                            + role
                            + "; it takes TIMESTAMP, TIMESTAMP_LTZ, or BIGINT in milliseconds since"
                            + " the epoch");
        }
    }

    /** Reports key columns whose bytes cannot be compared with the spine's. */
    void checkKeyAgainst(InputBinder spine, List<String> names, Problems problems) {
        for (int i = 0; i < names.size(); i++) {
            if (key.get(i) < 0 || spine.key.get(i) < 0) {
                continue;
            }
            LogicalType own = source.rowType().getTypeAt(key.get(i));
            LogicalType theirs = spine.source.rowType().getTypeAt(spine.key.get(i));
            if (!ColumnTypes.sameKey(own, theirs)) {
                problems.add(
                        "table " + source.table(),
                        "key column \""
                                + names.get(i)
                                + "\" is "
                                + own
                                + " but "
                                + theirs
                                + " in the spine "
                                + spine.source.table()
                                + "; CAST one of them in a view");
            }
        }
    }

    /** Index in the travelling row of a column that a view sees. */
    int use(int column) {
        int field = travel(column);
        compared.add(field);
        return field;
    }

    private int travel(int column) {
        return travelling.computeIfAbsent(column, ignored -> travelling.size());
    }

    /** Order among rows of one time: one for all views of the entity over this source. */
    void orderBy(String view, List<String> columns, Problems problems) {
        if (columns.isEmpty()) {
            return;
        }
        if (!tieBreak.isEmpty() && !tieBreak.equals(columns)) {
            problems.add(
                    "view " + view,
                    "tie_break "
                            + columns
                            + " differs from "
                            + tieBreak
                            + " of view "
                            + tieBreakView
                            + "; views of one entity over one source share one order");
        }
        tieBreak = columns;
        tieBreakView = view;
    }

    int index() {
        return index;
    }

    BoundSource source() {
        return source;
    }

    List<Integer> key() {
        return key;
    }

    InputPlan build() {
        List<RowType.RowField> fields = new ArrayList<>();
        for (int column : travelling.keySet()) {
            RowType.RowField field = source.rowType().getFields().get(column);
            fields.add(new RowType.RowField(field.getName(), field.getType()));
        }
        RowType type = new RowType(false, fields);
        List<Integer> ties = tieBreak.stream().map(type::getFieldIndex).toList();
        return new InputPlan(
                source, key, List.copyOf(travelling.keySet()), type, ties, List.copyOf(compared));
    }
}
