package io.millrace.features.plan;

import io.millrace.features.aggregate.InputType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** The columns that one view's history keeps, each once, in the order in which they are met. */
final class HistoryColumns {
    private final InputBinder input;
    private final String place;
    private final Problems problems;
    private final Map<String, String> formerNames;
    private final List<StoredColumn> stored = new ArrayList<>();

    /**
     * @param formerNames names that columns are stored under, by the names that they have now
     */
    HistoryColumns(
            InputBinder input, String place, Problems problems, Map<String, String> formerNames) {
        this.input = input;
        this.place = place;
        this.problems = problems;
        this.formerNames = formerNames;
    }

    /** Finds former names that cannot be; to be called when all columns are stored. */
    void checkFormerNames() {
        Set<String> names = new HashSet<>();
        for (StoredColumn column : stored) {
            if (!names.add(column.name())) {
                problems.add(
                        place,
                        "formerly: two columns would be kept as \""
                                + column.name()
                                + "\"; each column needs a former name of its own");
            }
        }
        RowType type = input.source().rowType();
        for (String name : formerNames.keySet()) {
            boolean kept =
                    stored.stream()
                            .anyMatch(
                                    column ->
                                            column.name().equals(formerNames.get(name))
                                                    && type.getFieldIndex(name) >= 0);
            if (!kept) {
                problems.add(
                        place,
                        "formerly names the column \""
                                + name
                                + "\", which no aggregation reads"
                                + Nearest.hint(name, type.getFieldNames()));
            }
        }
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
        String name = formerNames.getOrDefault(source.getName(), source.getName());
        stored.add(new StoredColumn(name, field, source.getType(), type));
        return stored.size() - 1;
    }

    List<StoredColumn> stored() {
        return stored;
    }
}
