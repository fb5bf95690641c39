package io.millrace.bench.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** A model and the columns that feed it. */
enum Subject {
    GBDT("GBDT of 100 trees of depth 6, 30 columns DOUBLE", "gbdt", 30, 1, Columns.DOUBLES),
    MLP("MLP 32-64-32-1, 32 columns FLOAT", "mlp", 32, 1, Columns.FLOATS),
    WIDE_ARRAY("784-32-32-32-10, one column ARRAY<FLOAT>", "wide-array", 784, 10, Columns.ARRAY),
    WIDE_COLUMNS("784-32-32-32-10, 784 columns FLOAT", "wide-columns", 784, 10, Columns.FLOATS);

    /** How the values come. */
    private enum Columns {
        DOUBLES,
        FLOATS,
        ARRAY
    }

    /** Rows that are made before, and flow again and again. */
    static final int ROWS = 1024;

    private final String title;
    private final String id;
    private final int width;
    private final int outputs;
    private final Columns columns;

    Subject(String title, String id, int width, int outputs, Columns columns) {
        this.title = title;
        this.id = id;
        this.width = width;
        this.outputs = outputs;
        this.columns = columns;
    }

    String title() {
        return title;
    }

    /** As a command names it. */
    String id() {
        return id;
    }

    /** Values that the model takes a row. */
    int width() {
        return width;
    }

    /** Values that it gives a row. */
    int outputs() {
        return outputs;
    }

    /** Rows of the round that is thrown away. */
    long firstRows() {
        return this == GBDT ? 150_000 : width > 100 ? 300_000 : 1_000_000;
    }

    byte[] model() {
        return switch (this) {
            case GBDT -> MadeModels.trees(width, 100, 6);
            case MLP -> MadeModels.network(width, 64, 32, outputs);
            case WIDE_ARRAY, WIDE_COLUMNS -> MadeModels.network(width, 32, 32, 32, outputs);
        };
    }

    List<String> columns() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < (isArray() ? 1 : width); i++) {
            names.add("f" + i);
        }
        return names;
    }

    private boolean isArray() {
        return columns == Columns.ARRAY;
    }

    private LogicalType type() {
        return switch (columns) {
            case DOUBLES -> new DoubleType();
            case FLOATS -> new FloatType();
            case ARRAY -> new ArrayType(false, new FloatType(false));
        };
    }

    /** A BIGINT before the model's columns. */
    RowType rowType() {
        List<RowType.RowField> fields = new ArrayList<>();
        fields.add(new RowType.RowField("id", new BigIntType()));
        columns().forEach(name -> fields.add(new RowType.RowField(name, type())));
        return new RowType(false, fields);
    }

    /** What the model is to see. */
    float[][] numbers() {
        Random random = new Random(5);
        float[][] values = new float[ROWS][width];
        for (float[] row : values) {
            for (int i = 0; i < width; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return values;
    }

    /** The same in Flink's binary rows. */
    RowData[] rows() {
        RowDataSerializer serializer = new RowDataSerializer(rowType());
        float[][] values = numbers();
        RowData[] rows = new RowData[ROWS];
        for (int i = 0; i < ROWS; i++) {
            rows[i] = serializer.toBinaryRow(row(i, values[i])).copy();
        }
        return rows;
    }

    private RowData row(long id, float... values) {
        GenericRowData row = new GenericRowData(1 + columns().size());
        row.setField(0, id);
        if (isArray()) {
            row.setField(1, new GenericArrayData(values));
            return row;
        }
        for (int i = 0; i < width; i++) {
            if (columns == Columns.DOUBLES) {
                row.setField(i + 1, (double) values[i]);
            } else {
                row.setField(i + 1, values[i]);
            }
        }
        return row;
    }
}
