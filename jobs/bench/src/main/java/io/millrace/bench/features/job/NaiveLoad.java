package io.millrace.bench.features.job;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Judges the real load's results of a few keys: keeps all of their events and computes every
 * feature from all of them, again for every event. An event counts for those that come after it.
 */
final class NaiveLoad implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Keys below this are judged. */
    private static final int KEYS = 2;

    private static final double TOLERANCE = 1e-12;

    private final int columns;
    private final HashMap<String, Integer> features = new HashMap<>();
    private final HashMap<Integer, List<double[]>> events = new HashMap<>();
    private long checked;
    private long wrong;

    /**
     * @param type key, time, the columns, features
     */
    NaiveLoad(RowType type, int columns) {
        this.columns = columns;
        for (int i = 2 + columns; i < type.getFieldCount(); i++) {
            features.put(type.getFieldNames().get(i), i);
        }
    }

    long checked() {
        return checked;
    }

    long wrong() {
        return wrong;
    }

    void take(RowData result) {
        int key = result.getInt(0);
        if (key >= KEYS) {
            return;
        }
        List<double[]> rows = events.computeIfAbsent(key, ignored -> new ArrayList<>());
        double time = result.getTimestamp(1, 3).getMillisecond();
        double[] row = new double[1 + columns];
        row[0] = time;
        for (int column = 0; column < columns; column++) {
            row[1 + column] = result.getDouble(2 + column);
        }
        rows.add(row);
        for (Map.Entry<String, Long> window : RealLoad.windows().entrySet()) {
            for (int column = 0; column < columns; column++) {
                double[] values = values(rows, time, window.getValue(), 1 + column);
                check(result, "view_v" + column + "_%s_" + window.getKey(), values);
            }
        }
        checked++;
    }

    private static double[] values(List<double[]> rows, double time, long window, int column) {
        return rows.stream()
                .filter(row -> row[0] > time - window && row[0] <= time)
                .mapToDouble(row -> row[column])
                .toArray();
    }

    private void check(RowData result, String name, double[] values) {
        double sum = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            sum += value;
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        same((double) result.getLong(at(name, "count")), values.length);
        same(result.getDouble(at(name, "mean")), mean);
        same(result.getDouble(at(name, "min")), min);
        same(result.getDouble(at(name, "max")), max);
        if (values.length > 1) {
            same(result.getDouble(at(name, "stddev")), Math.sqrt(squares / (values.length - 1)));
        } else if (!result.isNullAt(at(name, "stddev"))) {
            wrong++;
        }
    }

    private int at(String name, String function) {
        return features.get(name.formatted(function));
    }

    private void same(double actual, double expected) {
        if (Math.abs(actual - expected) > TOLERANCE * Math.abs(expected)) {
            wrong++;
        }
    }
}
