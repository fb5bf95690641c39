package io.millrace.features.aggregate;

/** Reads a column as a double, whatever number it holds. */
enum Numeric {
    INTEGER {
        @Override
        double read(RowReader row, int column) {
            return row.bits(column);
        }
    },
    FLOATING {
        @Override
        double read(RowReader row, int column) {
            return row.number(column);
        }
    };

    abstract double read(RowReader row, int column);

    static Numeric of(InputType input) {
        return input == InputType.FLOATING ? FLOATING : INTEGER;
    }
}
