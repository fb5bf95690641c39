package io.millrace.inference.stage;

import io.millrace.inference.batch.Binding;
import io.millrace.inference.batch.ModelCheck;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.explain.Explainer;
import io.millrace.inference.lineup.ModelVersion;
import io.millrace.inference.session.ModelBytes;
import io.millrace.inference.session.ModelRefusedException;
import io.millrace.inference.session.ModelStore;
import io.millrace.inference.session.SessionCache;
import io.millrace.inference.session.SessionLease;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/**
 * A model, the columns that feed it, and how to batch.
 *
 * @param model the ONNX file, on any file system that Flink knows
 * @param card what the model takes and gives
 * @param inputColumns columns of the input rows. Given as the card's own input names in any order,
 *     or not at all, they are bound by name; other names stand in the card's order. Always in the
 *     card's order when read. A single one of type ARRAY feeds all of the card's inputs, as an
 *     image or an embedding does: a row whose array is not as long as that is rejected.
 * @param fill column to the number that takes a NULL's place; other NULLs are NaN
 * @param maxBatch rows scored in one run at most, more than zero
 * @param maxLinger how long a row may wait for others to share its run; zero: every row is scored
 *     alone
 * @param latencyFrom column that says when the row's event happened, for the latency metric
 *     (TIMESTAMP, TIMESTAMP_LTZ, or BIGINT epoch milliseconds); null: the record's timestamp
 * @param explain null: no row is explained
 */
public record ScoringPlan(
        URI model,
        ModelCard card,
        List<String> inputColumns,
        Map<String, Double> fill,
        int maxBatch,
        Duration maxLinger,
        @Nullable String latencyFrom,
        @Nullable ExplainPlan explain)
        implements Serializable {

    /** More than this makes a run no cheaper per row. */
    public static final int DEFAULT_MAX_BATCH = 128;

    public static final Duration DEFAULT_MAX_LINGER = Duration.ofMillis(5);

    /**
     * Orders the columns.
     *
     * @throws IllegalArgumentException when {@code maxBatch} or {@code maxLinger} is out of range
     */
    public ScoringPlan {
        if (maxBatch < 1) {
            throw new IllegalArgumentException("max_batch must be at least 1, not " + maxBatch);
        }
        if (maxLinger.isNegative()) {
            throw new IllegalArgumentException("max_linger must not be negative: " + maxLinger);
        }
        List<String> names = card.inputNames();
        boolean byName =
                inputColumns.size() == names.size()
                        && new HashSet<>(inputColumns).equals(new HashSet<>(names));
        inputColumns = inputColumns.isEmpty() || byName ? names : List.copyOf(inputColumns);
        fill = Collections.unmodifiableMap(new LinkedHashMap<>(fill));
    }

    /** Columns named as the card's inputs, nothing filled, batched as usual. */
    public static ScoringPlan of(URI model, ModelCard card) {
        return of(model, card, List.of(), Map.of());
    }

    public static ScoringPlan of(
            URI model, ModelCard card, List<String> inputColumns, Map<String, Double> fill) {
        return new ScoringPlan(
                model, card, inputColumns, fill, DEFAULT_MAX_BATCH, DEFAULT_MAX_LINGER, null, null);
    }

    public ScoringPlan withBatch(int maxBatch, Duration maxLinger) {
        return new ScoringPlan(
                model, card, inputColumns, fill, maxBatch, maxLinger, latencyFrom, explain);
    }

    public ScoringPlan withLatencyFrom(@Nullable String column) {
        return new ScoringPlan(
                model, card, inputColumns, fill, maxBatch, maxLinger, column, explain);
    }

    /** With a column {@code explanation}; null: without. */
    public ScoringPlan withExplain(@Nullable ExplainPlan plan) {
        return new ScoringPlan(
                model, card, inputColumns, fill, maxBatch, maxLinger, latencyFrom, plan);
    }

    /**
     * The same for another version of the model. What its card's inputs have in common with this
     * one's comes from the same columns; the others are named as columns.
     */
    public ScoringPlan with(ModelVersion version) {
        if (version.folder()) {
            return this;
        }
        if (inputColumns.size() < card.inputs().size()) {
            return with(version, inputColumns); // an array feeds them all
        }
        Map<String, String> known = new HashMap<>();
        for (int i = 0; i < inputColumns.size() && i < card.inputs().size(); i++) {
            known.put(card.inputs().get(i).name(), inputColumns.get(i));
        }
        List<String> columns =
                version.card().inputNames().stream()
                        .map(input -> known.getOrDefault(input, input))
                        .toList();
        return with(version, columns);
    }

    private ScoringPlan with(ModelVersion version, List<String> columns) {
        Map<String, Double> filled = new LinkedHashMap<>(fill);
        filled.keySet().retainAll(columns);
        return new ScoringPlan(
                version.uri(),
                version.card(),
                columns,
                filled,
                maxBatch,
                maxLinger,
                latencyFrom,
                explain);
    }

    /** The model of this plan, as the one of the folder. */
    public ModelVersion folderVersion() {
        return new ModelVersion(model, card, true);
    }

    /**
     * The input's columns, the card's outputs, {@code model_name STRING}, {@code model_version
     * STRING}, {@code scored_at TIMESTAMP_LTZ(3)}, and when rows are explained {@code explanation
     * ARRAY<ROW<feature STRING, contribution DOUBLE>>}: NULL for a row that is not explained.
     *
     * @throws IllegalArgumentException when a name is taken, with all {@link #columnProblems}
     */
    public RowType outputType(RowType rows) {
        requireColumns(rows);
        return ColumnTypes.scored(rows, card, explain != null);
    }

    /** The input's columns and {@code reason STRING}. */
    public RowType rejectedType(RowType rows) {
        return ColumnTypes.rejected(rows);
    }

    /**
     * What is wrong with the columns, a line each: missing ones, types that the model cannot take,
     * names of outputs that are taken. Needs no model file.
     */
    public List<String> columnProblems(RowType rows) {
        return new ColumnCheck(this, rows).problems();
    }

    /**
     * All that is wrong: the columns, the model file, and whether file and card belong together.
     * Loads the model and scores the card's golden rows.
     *
     * @throws IOException when the file system does not answer
     */
    public List<String> problems(RowType rows, ModelStore store) throws IOException {
        List<String> problems = new ArrayList<>(columnProblems(rows));
        try (SessionLease lease = SessionCache.ofThisProcess().lease(model, card.sha256(), store)) {
            List<String> ofModel = ModelCheck.problems(card, lease.session());
            problems.addAll(ofModel);
            if (explain != null && ofModel.isEmpty()) {
                requireExplainable(lease, store);
            }
        } catch (ModelRefusedException e) {
            problems.addAll(e.problems());
        }
        return List.copyOf(problems);
    }

    private void requireExplainable(SessionLease lease, ModelStore store)
            throws IOException, ModelRefusedException {
        Binding binding = ModelCheck.bind(card, lease.session());
        ModelBytes bytes = store.fetch(model, card.sha256());
        Explainer.of(card, bytes, lease.session(), binding).close();
    }

    /** Whether one array feeds all of the card's inputs. */
    boolean isArray(RowType rows) {
        int column = inputColumns.size() == 1 ? rows.getFieldIndex(inputColumns.get(0)) : -1;
        return column >= 0 && rows.getTypeAt(column).is(LogicalTypeRoot.ARRAY);
    }

    /** What {@link ScoringMetrics} counts missing values of: the card's inputs, or the array. */
    List<String> countedInputs() {
        boolean array = inputColumns.size() == 1 && card.inputs().size() > 1;
        return array ? inputColumns : card.inputNames();
    }

    void requireColumns(RowType rows) {
        List<String> problems = columnProblems(rows);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }
}
