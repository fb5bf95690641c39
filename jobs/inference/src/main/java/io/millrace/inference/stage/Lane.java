package io.millrace.inference.stage;

import io.millrace.inference.batch.UnscorableException;
import io.millrace.inference.lineup.ModelVersion;
import io.millrace.inference.lineup.Role;
import io.millrace.inference.session.ModelRefusedException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/**
 * A version at work in one subtask: its model, which is loaded on another thread, and how many rows
 * of the batch it has. For the task's thread.
 */
final class Lane implements AutoCloseable {

    private final StringData champion = StringData.fromString(Role.CHAMPION.text());
    private final StringData canary = StringData.fromString(Role.CANARY.text());
    private final StringData challenger = StringData.fromString(Role.CHALLENGER.text());

    private final ModelVersion version;
    private final ScoringPlan plan;
    private final CompletableFuture<ActiveModel> loading;
    @Nullable private ActiveModel model;
    private OutputRow outputs;
    private ScoringMetrics metrics;
    private ScoringMetrics unseen;
    private int size;
    private int counted;
    private boolean failed;

    Lane(ModelVersion version, ScoringPlan plan, CompletableFuture<ActiveModel> loading) {
        this.version = version;
        this.plan = plan;
        this.loading = loading;
    }

    ModelVersion version() {
        return version;
    }

    /**
     * Waits until the model is loaded.
     *
     * @param whole the stage's figures
     * @throws ModelRefusedException when the folder's own model must not score
     * @throws IOException when the file system does not answer; as a {@link
     *     ModelUnavailableException} for a version that was good when it was verified
     */
    void await(ScoringMetrics whole)
            throws IOException, ModelRefusedException, InterruptedException {
        if (model != null) {
            return;
        }
        try {
            model = loading.get();
            outputs = model.outputsWithRole();
            metrics = whole.of(plan);
            unseen = ScoringMetrics.unseen(plan);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof ModelRefusedException refused && version.folder()) {
                throw refused;
            } else if (cause instanceof ModelRefusedException refused) {
                throw unavailable(refused);
            }
            throw new IOException(version.folder() ? cause.getMessage() : message(cause), cause);
        }
    }

    private ModelUnavailableException unavailable(ModelRefusedException refused) {
        return new ModelUnavailableException(message(refused));
    }

    private String message(Throwable cause) {
        return "version '%s' of the model was verified, and cannot be loaded here: %s"
                .formatted(version.version(), cause.getMessage());
    }

    boolean isLoaded() {
        return loading.isDone();
    }

    /** Room for the next row, and the place in which {@link #read} put it. */
    int size() {
        return size;
    }

    boolean isFull() {
        return size == model.capacity();
    }

    /** Takes the row in, unless it cannot be scored. */
    boolean read(RowData row, Role role) {
        if (model.read(row, size, metrics(role)) == InputColumn.Read.UNSCORABLE) {
            return false;
        }
        size++;
        counted += role == Role.CHALLENGER ? 0 : 1;
        return true;
    }

    private ScoringMetrics metrics(Role role) {
        return role == Role.CHALLENGER ? unseen : metrics;
    }

    String unscorable(RowData row) {
        return model.unscorable(row, size);
    }

    /** Scores what it has. After a failure each row has to be scored {@link #alone}. */
    void run(long scoredAt) {
        failed = false;
        if (size == 0) {
            return;
        }
        model.describe(outputs, scoredAt);
        long start = System.nanoTime();
        try {
            model.run(size);
            if (counted > 0) {
                metrics.ran(size, counted, System.nanoTime() - start);
            }
        } catch (UnscorableException e) {
            metrics.failedRun();
            failed = true;
        }
    }

    /**
     * The columns that the model adds to the row in this place, valid until the next call.
     *
     * @param row the row itself, for when it has to be scored by itself
     * @throws UnscorableException when the model fails on it
     */
    OutputRow outputs(int place, RowData row, Role role) throws UnscorableException {
        int read = place;
        if (failed) {
            alone(row, metrics(role));
            read = 0;
        }
        model.write(row, read, outputs);
        outputs.set(outputs.getArity() - 1, text(role));
        return outputs;
    }

    private StringData text(Role role) {
        return switch (role) {
            case CHAMPION -> champion;
            case CANARY -> canary;
            case CHALLENGER -> challenger;
            case RETIRED -> throw new IllegalArgumentException("who is retired scores nothing");
        };
    }

    private void alone(RowData row, ScoringMetrics figures) throws UnscorableException {
        long start = System.nanoTime();
        try {
            model.runAlone(row);
            figures.ran(1, System.nanoTime() - start);
        } catch (UnscorableException e) {
            figures.failedRun();
            throw e;
        }
    }

    void clear() {
        size = 0;
        counted = 0;
    }

    /** Gives the model back, as soon as it is loaded if it is not yet. */
    @Override
    public void close() {
        var unused = loading.thenAccept(ActiveModel::close);
    }
}
