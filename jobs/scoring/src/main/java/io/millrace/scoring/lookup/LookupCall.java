package io.millrace.scoring.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.annotation.Nullable;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.data.utils.JoinedRowData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * Asks one lookup table for each row: from the cache, else from the table, again after a failure or
 * a timeout, and then as the plan says: nulls, or a failed job.
 *
 * <p>Of several rows under one key the first counts. A null in the key is not asked for: SQL joins
 * nothing to null. Stateless: Flink's async operator keeps the waiting rows in the checkpoint.
 */
final class LookupCall extends RichAsyncFunction<RowData, RowData> {

    private static final long serialVersionUID = 1L;

    private final LookupPlan plan;
    private final LookupSource source;

    private transient LookupSource.Session session;
    private transient RowData.FieldGetter[] keyGetters;
    private transient RowData.FieldGetter[] columnGetters;
    private transient RowDataSerializer keySerializer;
    private transient RowDataSerializer answerSerializer;
    @Nullable private transient Cache<BinaryRowData, RowData> cache;
    private transient Counter asked;
    private transient Counter hits;
    private transient Counter failed;
    private transient Counter unknown;

    LookupCall(LookupPlan plan, LookupSource source) {
        this.plan = plan;
        this.source = source;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        session = source.open(new FunctionContext(getRuntimeContext()), plan.concurrency());
        keyGetters = getters(plan.inputType().getChildren(), plan.keys());
        columnGetters = getters(plan.tableType().getChildren(), plan.columns());
        keySerializer = serializer(plan.tableType().getChildren(), plan.tableKeys());
        answerSerializer = serializer(plan.tableType().getChildren(), plan.columns());
        cache = plan.cacheRows() == 0 ? null : newCache();
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("lookup", plan.name());
        asked = metrics.counter("requests", new SharedCounter());
        hits = metrics.counter("cacheHits", new SharedCounter());
        failed = metrics.counter("failures", new SharedCounter());
        unknown = metrics.counter("unknownKeys", new SharedCounter());
    }

    private Cache<BinaryRowData, RowData> newCache() {
        return Caffeine.newBuilder()
                .maximumSize(plan.cacheRows())
                .expireAfterWrite(plan.cacheTtl())
                .executor(Runnable::run) // evicts on the caller's thread: no pool outlives the task
                .build();
    }

    private static RowData.FieldGetter[] getters(List<LogicalType> types, List<Integer> indexes) {
        RowData.FieldGetter[] getters = new RowData.FieldGetter[indexes.size()];
        for (int i = 0; i < indexes.size(); i++) {
            getters[i] = RowData.createFieldGetter(types.get(indexes.get(i)), indexes.get(i));
        }
        return getters;
    }

    private static RowDataSerializer serializer(List<LogicalType> types, List<Integer> indexes) {
        LogicalType[] chosen = new LogicalType[indexes.size()];
        for (int i = 0; i < indexes.size(); i++) {
            chosen[i] = types.get(indexes.get(i));
        }
        return new RowDataSerializer(chosen);
    }

    @Override
    public void asyncInvoke(RowData row, ResultFuture<RowData> result) {
        BinaryRowData key = key(row);
        if (key.anyNull()) {
            result.complete(List.of(joined(row, none())));
            return;
        }
        RowData kept = cache == null ? null : cache.getIfPresent(key);
        if (kept != null) {
            hits.inc();
            result.complete(List.of(joined(row, kept)));
            return;
        }
        var unused =
                ask(key, plan.retries())
                        .whenComplete(
                                (answer, failure) -> finish(row, key, answer, failure, result))
                        .whenComplete((answer, failure) -> surface(failure, result));
    }

    private BinaryRowData key(RowData row) {
        return keySerializer.toBinaryRow(picked(keyGetters, row)).copy();
    }

    private CompletableFuture<RowData> ask(BinaryRowData key, int attemptsLeft) {
        asked.inc();
        return session.apply(key)
                .orTimeout(plan.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(this::answer)
                .exceptionallyCompose(
                        failure ->
                                attemptsLeft > 0
                                        ? ask(key, attemptsLeft - 1)
                                        : CompletableFuture.failedFuture(failure));
    }

    /** One answer at a time: serializers are for one thread, and answers come on several. */
    private synchronized RowData answer(@Nullable Collection<RowData> rows) {
        if (rows == null || rows.isEmpty()) {
            unknown.inc();
            return none();
        }
        return answerSerializer.copy(picked(columnGetters, rows.iterator().next()));
    }

    private void finish(
            RowData row,
            BinaryRowData key,
            RowData answer,
            @Nullable Throwable failure,
            ResultFuture<RowData> result) {
        if (failure == null) {
            if (cache != null) {
                cache.put(key, answer);
            }
            result.complete(List.of(joined(row, answer)));
            return;
        }
        failed.inc();
        if (plan.nullOnFailure()) {
            result.complete(List.of(joined(row, none())));
        } else {
            result.completeExceptionally(new FlinkRuntimeException(failureText(), failure));
        }
    }

    /** What went wrong while finishing fails the job; the future is nobody's to look at. */
    private static void surface(@Nullable Throwable failure, ResultFuture<RowData> result) {
        if (failure != null) {
            result.completeExceptionally(failure); // no effect on a row that was answered
        }
    }

    private String failureText() {
        return "lookups."
                + plan.name()
                + ": no answer after "
                + (plan.retries() + 1)
                + " attempts of at most "
                + plan.timeout().toMillis()
                + " ms; on_failure: \"null\" would go on with nulls";
    }

    /** Only when a request outlives all its attempts, which have timeouts of their own. */
    @Override
    public void timeout(RowData row, ResultFuture<RowData> result) {
        finish(row, key(row), none(), new IllegalStateException("timed out"), result);
    }

    private static RowData picked(RowData.FieldGetter[] getters, RowData row) {
        GenericRowData picked = new GenericRowData(getters.length);
        for (int i = 0; i < getters.length; i++) {
            picked.setField(i, getters[i].getFieldOrNull(row));
        }
        return picked;
    }

    private RowData none() {
        return new GenericRowData(plan.columns().size());
    }

    private static RowData joined(RowData row, RowData answer) {
        return new JoinedRowData(RowKind.INSERT, row, answer);
    }

    /** The longest a row may take: every attempt to its timeout, and a little for the threads. */
    static Duration patience(LookupPlan plan) {
        return plan.timeout().multipliedBy(plan.retries() + 1L).plusSeconds(5);
    }

    @Override
    public void close() throws Exception {
        if (session != null) {
            session.close();
        }
    }
}
