package io.millrace.inference.stage;

import io.millrace.inference.batch.BatchRunner;
import io.millrace.inference.batch.Binding;
import io.millrace.inference.batch.ModelCheck;
import io.millrace.inference.batch.UnscorableException;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.explain.Explainer;
import io.millrace.inference.session.ModelBytes;
import io.millrace.inference.session.ModelRefusedException;
import io.millrace.inference.session.ModelSession;
import io.millrace.inference.session.ModelStore;
import io.millrace.inference.session.SessionCache;
import io.millrace.inference.session.SessionLease;
import java.io.IOException;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model that a subtask scores with: a share in the session, buffers of its own, and the way
 * from columns to tensors and back. For the task's thread.
 */
final class ActiveModel implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ActiveModel.class);

    private final SessionLease lease;
    private final BatchRunner runner;
    private final ModelCard card;
    private final RowInputs inputs;
    private final StringData name;
    private final StringData version;
    private final boolean explained;
    @Nullable private final Explanations explanations;

    private ActiveModel(
            ScoringPlan plan,
            RowType rows,
            SessionLease lease,
            BatchRunner runner,
            @Nullable Explainer explainer) {
        this.lease = lease;
        this.runner = runner;
        this.card = plan.card();
        this.inputs = InputColumns.of(plan, rows).into(runner::cell, runner.inputRow());
        this.explained = plan.explain() != null;
        this.explanations =
                explainer == null
                        ? null
                        : new Explanations(
                                plan.explain(),
                                card,
                                explainer,
                                InputColumns.of(plan, rows).into(explainer::cell, null));
        this.name = StringData.fromString(card.name());
        this.version = StringData.fromString(card.version());
    }

    /**
     * Loads the model, or takes a share in it, and checks it against card and columns.
     *
     * @throws ModelRefusedException with all that is wrong
     * @throws IOException when the model's file system does not answer
     */
    static ActiveModel open(ScoringPlan plan, RowType rows, ModelStore store, SessionCache cache)
            throws IOException, ModelRefusedException {
        List<String> problems = plan.columnProblems(rows);
        if (!problems.isEmpty()) {
            throw new ModelRefusedException(problems);
        }
        SessionLease lease = cache.lease(plan.model(), plan.card().sha256(), store);
        try {
            Binding binding = ModelCheck.bind(plan.card(), lease.session());
            int batch = plan.maxLinger().isZero() ? 1 : plan.maxBatch();
            return new ActiveModel(
                    plan,
                    rows,
                    lease,
                    new BatchRunner(lease.session(), binding, batch),
                    explainer(plan, lease.session(), binding, store));
        } catch (ModelRefusedException | RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    /** Null when rows are not explained, or this version has nothing that could be explained. */
    @Nullable
    private static Explainer explainer(
            ScoringPlan plan, ModelSession session, Binding binding, ModelStore store)
            throws IOException, ModelRefusedException {
        if (plan.explain() == null) {
            return null;
        }
        ModelBytes bytes = store.fetch(plan.model(), plan.card().sha256());
        try {
            return Explainer.of(plan.card(), bytes, session, binding);
        } catch (ModelRefusedException e) {
            LOG.warn(
                    "Rows of version {} are not explained: {}",
                    plan.card().version(),
                    e.getMessage());
            return null;
        }
    }

    int capacity() {
        return runner.capacity();
    }

    ModelCard card() {
        return card;
    }

    /** Puts a row's columns into the batch; what is missing is counted whether scored or not. */
    InputColumn.Read read(RowData row, int batchRow, ScoringMetrics metrics) {
        return inputs.read(row, batchRow, metrics);
    }

    /** Why a row that was read into a place of the batch cannot be scored. */
    String unscorable(RowData row, int batchRow) {
        return inputs.unscorable(row, batchRow);
    }

    void run(int rows) throws UnscorableException {
        runner.run(rows);
    }

    /** Scores a row as the only one; its outputs are those of row 0. */
    void runAlone(RowData row) throws UnscorableException {
        // a model of a fixed batch runs all of it, and a bad row left there would fail this one
        int copies = runner.runSize(1);
        for (int i = 0; i < copies; i++) {
            inputs.read(row, i, RowInputs.Missing.UNCOUNTED);
        }
        runner.run(1);
    }

    /**
     * Columns that the stage adds: {@link #write} sets the model's and the explanation, {@link
     * #describe} the time.
     */
    OutputRow outputs() {
        return outputs(0);
    }

    /** The same with a last column for the role, which is the caller's to set. */
    OutputRow outputsWithRole() {
        return outputs(1);
    }

    private OutputRow outputs(int more) {
        int model = card.outputs().size();
        OutputRow outputs = new OutputRow(model, runner::column, 3 + (explained ? 1 : 0) + more);
        outputs.set(model, name);
        outputs.set(model + 1, version);
        return outputs;
    }

    void describe(OutputRow outputs, long scoredAt) {
        outputs.set(card.outputs().size() + 2, TimestampData.fromEpochMillis(scoredAt));
    }

    /**
     * @param row that was scored
     * @param batchRow its place in the last run
     */
    void write(RowData row, int batchRow, OutputRow outputs) {
        outputs.moveTo(batchRow);
        if (explanations != null) {
            outputs.set(
                    card.outputs().size() + 3,
                    explanations.of(row, output -> runner.column(output).value(batchRow)));
        }
    }

    @Override
    public void close() {
        if (explanations != null) {
            explanations.close();
        }
        runner.close();
        lease.close();
    }
}
