package io.millrace.features.plan;

import io.millrace.features.aggregate.InputType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** The columns that one view's history keeps, each once, in the order in which they are met. */
final class HistoryColumns {
    private final InputBinder input;
    private final String place;
    private final Problems problems;
    private final List<StoredColumn> stored = new ArrayList<>();

    HistoryColumns(InputBinder input, String place, Problems problems) {
        this.input = input;
        this.place = place;
        this.problems = problems;
    }

    /** Index of a column in the source; -1 and a problem when there is none. */
    int require(String name) {
        RowType type = input.source().rowType();
        int column = type.getFieldIndex(name);
        if (column < 0) {
            problems.add(
                    place,
                    "no column \""
                            + name
                            + "\" in table "
                            + input.source().table()
                            + Nearest.hint(name, type.getFieldNames()));
        }
        return column;
    }

    /** How a column is read; empty and a problem when it cannot be. */
    Optional<InputType> inputType(int column, String purpose) {
        RowType rowType = input.source().rowType();
        LogicalType type = rowType.getTypeAt(column);
        Optional<InputType> result = ColumnTypes.input(type);
        if (result.isEmpty()) {
            problems.add(
                    place,
                    purpose
                            + " does not take column \""
                            + rowType.getFieldNames().get(column)
                            + "\" of type "
                            + type
                            + "; take a part of it out in a view");
        }
        return result;
    }

    /** Index in the history of a column of the source whose type is known to fit. */
    int store(int column) {
        int field = input.use(column);
        for (int i = 0; i < stored.size(); i++) {
            if (stored.get(i).field() == field) {
                return i;
            }
        }
        RowType.RowField source = input.source().rowType().getFields().get(column);
        InputType type = ColumnTypes.input(source.getType()).orElseThrow();
        stored.add(new StoredColumn(source.getName(), field, source.getType(), type));
        return stored.size() - 1;
    }

    List<StoredColumn> stored() {
        return stored;
    }
}
