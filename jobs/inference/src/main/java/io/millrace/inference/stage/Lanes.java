package io.millrace.inference.stage;

import io.millrace.inference.lineup.ModelVersion;
import io.millrace.inference.session.ModelRefusedException;
import io.millrace.inference.session.ModelStore;
import io.millrace.inference.session.SessionCache;
import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.table.types.logical.RowType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The versions that a subtask holds, loaded in the background. For the task's thread. */
final class Lanes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    private final ScoringPlan folder;
    private final RowType rows;
    private final ModelStore store;
    private final ScoringMetrics metrics;
    private final Runnable loaded;
    private final ExecutorService loader;
    private final Map<String, Lane> lanes = new LinkedHashMap<>();

    /**
     * @param loaded called on another thread whenever a model is loaded, or fails to be
     */
    Lanes(
            ScoringPlan folder,
            RowType rows,
            ModelStore store,
            ScoringMetrics metrics,
            Runnable loaded) {
        this.folder = folder;
        this.rows = rows;
        this.store = store;
        this.metrics = metrics;
        this.loaded = loaded;
        ClassLoader classes = Thread.currentThread().getContextClassLoader();
        this.loader =
                Executors.newSingleThreadExecutor(
                        work -> {
                            Thread thread = new Thread(work, "model-loader");
                            thread.setDaemon(true);
                            thread.setContextClassLoader(classes);
                            return thread;
                        });
    }

    /** Begins to load those that are not here. */
    void prepare(Collection<ModelVersion> versions) {
        versions.forEach(version -> lanes.computeIfAbsent(version.version(), v -> lane(version)));
    }

    private Lane lane(ModelVersion version) {
        CompletableFuture<ActiveModel> loading = new CompletableFuture<>();
        loader.execute(() -> load(version, loading));
        return new Lane(version, folder.with(version), loading);
    }

    private void load(ModelVersion version, CompletableFuture<ActiveModel> loading) {
        try {
            ScoringPlan plan = folder.with(version);
            ActiveModel model = ActiveModel.open(plan, rows, store, SessionCache.ofThisProcess());
            if (!loading.complete(model)) {
                model.close();
            }
        } catch (IOException | ModelRefusedException | RuntimeException | LinkageError e) {
            loading.completeExceptionally(e);
        }
        try {
            loaded.run();
        } catch (RejectedExecutionException e) {
            LOG.debug("the task ended while version {} was loaded", version.version());
        }
    }

    /** Whether {@link #await} has nothing to wait for. */
    boolean areLoaded(Collection<String> versions) {
        return versions.stream().map(this::get).allMatch(Lane::isLoaded);
    }

    /**
     * Waits until all these can score.
     *
     * @throws IOException as {@link Lane#await}
     * @throws ModelRefusedException as {@link Lane#await}
     */
    void await(Collection<String> versions)
            throws IOException, ModelRefusedException, InterruptedException {
        for (String version : versions) {
            get(version).await(metrics);
        }
    }

    /** A version that was {@link #prepare prepared}. */
    Lane get(String version) {
        return lanes.get(version);
    }

    Collection<Lane> all() {
        return lanes.values();
    }

    /** Gives the others back. */
    void keep(Collection<String> versions) {
        Iterator<Lane> all = lanes.values().iterator();
        while (all.hasNext()) {
            Lane lane = all.next();
            if (!versions.contains(lane.version().version())) {
                all.remove();
                lane.close();
            }
        }
    }

    int size() {
        return lanes.size();
    }

    @Override
    public void close() {
        // not at once: a model that is being loaded is given back when it is
        loader.shutdown();
        lanes.values().forEach(Lane::close);
        lanes.clear();
    }
}
