package io.millrace.inference.drift;

import io.millrace.inference.card.ColumnBaseline;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelInput;
import io.millrace.inference.card.ModelOutput;
import io.millrace.inference.card.ValueType;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * What is compared with the card's baseline, and from where on it counts as drift.
 *
 * @param card with a baseline; columns without are not measured
 * @param inputColumns columns that feed the card's inputs, in the card's order
 * @param timeColumn when a row's event happened: TIMESTAMP, TIMESTAMP_LTZ or BIGINT epoch ms
 * @param window stretch of event time that is compared at once, aligned to the epoch
 * @param stabilityIndex from which on a column has drifted, not negative
 * @param nullRateChange by how much the share of missing values may differ from training's, in [0,
 *     1]
 * @param leastRows below which nothing counts as drift: a small sample differs by chance, about
 *     bins ÷ rows in the index
 */
public record DriftPlan(
        ModelCard card,
        List<String> inputColumns,
        String timeColumn,
        Duration window,
        double stabilityIndex,
        double nullRateChange,
        long leastRows)
        implements Serializable {

    public static final Duration DEFAULT_WINDOW = Duration.ofHours(1);
    public static final double DEFAULT_STABILITY_INDEX = 0.25;
    public static final double DEFAULT_NULL_RATE_CHANGE = 0.1;
    public static final long DEFAULT_LEAST_ROWS = 500;

    /**
     * @throws IllegalArgumentException when a threshold or the window is out of range
     */
    public DriftPlan {
        inputColumns = List.copyOf(inputColumns);
        require(inputColumns.size() == card.inputs().size(), "a column for each input is needed");
        require(window.toMillis() > 0, "drift.window must be at least 1ms, not " + window);
        require(stabilityIndex >= 0, "drift.psi must not be negative, it is " + stabilityIndex);
        require(
                nullRateChange >= 0 && nullRateChange <= 1,
                "drift.null_rate must lie between 0 and 1, it is " + nullRateChange);
        require(leastRows >= 0, "drift.min_rows must not be negative, it is " + leastRows);
    }

    /** A row for each measured column and stretch. */
    public static RowType outputType() {
        VarCharType text = new VarCharType(false, VarCharType.MAX_LENGTH);
        LocalZonedTimestampType time = new LocalZonedTimestampType(false, 3);
        return new RowType(
                false,
                List.of(
                        new RowType.RowField("window_start", time, "included"),
                        new RowType.RowField("window_end", time, "excluded"),
                        new RowType.RowField("model_name", text),
                        new RowType.RowField("model_version", text),
                        new RowType.RowField("column_name", text),
                        new RowType.RowField("row_count", new BigIntType(false)),
                        new RowType.RowField("psi", new DoubleType(true)),
                        new RowType.RowField("null_rate", new DoubleType(false)),
                        new RowType.RowField("baseline_null_rate", new DoubleType(false)),
                        new RowType.RowField("drifted", new BooleanType(false))));
    }

    /**
     * The columns that can be compared, inputs first.
     *
     * @param scored type of the scored rows
     */
    List<Measured> measured(RowType scored) {
        List<Measured> measured = new ArrayList<>();
        for (int i = 0; i < inputColumns.size(); i++) {
            ModelInput input = card.inputs().get(i);
            boolean single = input.type() == ValueType.FLOAT;
            add(input.name(), inputColumns.get(i), single, scored, measured);
        }
        for (ModelOutput output : card.outputs()) {
            boolean single = output.type().value() == ValueType.FLOAT;
            add(output.name(), output.name(), single, scored, measured);
        }
        return measured;
    }

    private void add(
            String name, String column, boolean single, RowType scored, List<Measured> measured) {
        int index = scored.getFieldIndex(column);
        for (ColumnBaseline baseline : card.baseline()) {
            if (baseline.column().equals(name) && index >= 0) {
                boolean numbers =
                        isNumeric(scored.getTypeAt(index)) && !baseline.quantiles().isEmpty();
                measured.add(
                        new Measured(
                                name,
                                index,
                                numbers ? Bins.of(baseline.quantiles()) : null,
                                single,
                                baseline.nullRate()));
            }
        }
    }

    static boolean isNumeric(LogicalType type) {
        return type.is(LogicalTypeFamily.NUMERIC) || type.is(LogicalTypeRoot.BOOLEAN);
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException(complaint);
        }
    }
}
