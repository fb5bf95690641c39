package io.millrace.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.annotation.Nullable;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.flink.util.ExceptionUtils;

/** A submitted job. Usable from any thread. */
public final class RunningJob {

    private final JobClient client;
    private final RestEndpoint endpoint;
    private final CompletableFuture<JobExecutionResult> end;
    private final String path;

    RunningJob(JobClient client, RestEndpoint endpoint) {
        this.client = client;
        this.endpoint = endpoint;
        this.end = client.getJobExecutionResult();
        this.path = "/jobs/" + client.getJobID();
    }

    /** The job's id, as the web page shows it. */
    public String id() {
        return client.getJobID().toString();
    }

    /** What the job does at this moment. */
    public JobFigures figures() {
        JsonNode job = endpoint.get(path);
        JsonNode counts = endpoint.get(path + "/checkpoints").path("counts");
        List<JobFigures.Vertex> vertices = new ArrayList<>();
        job.path("vertices").forEach(vertex -> vertices.add(vertex(vertex)));
        return new JobFigures(
                JobStatus.valueOf(job.path("state").asText(JobStatus.INITIALIZING.name())),
                restarts(),
                counts.path("completed").asLong(),
                counts.path("failed").asLong(),
                vertices);
    }

    /** Why the job failed last, in its innermost words; empty if it never did. */
    public Optional<String> lastFailure() {
        JsonNode history =
                endpoint.get(path + "/exceptions?maxExceptions=1")
                        .path("exceptionHistory")
                        .path("entries");
        return history.isEmpty()
                ? Optional.empty()
                : Optional.of(Causes.rootOfTrace(history.get(0).path("stacktrace").asText()));
    }

    /**
     * Rows that an operator has sent on since the job's last start.
     *
     * @param operator its name, or the beginning of it
     */
    public long rowsOut(JobFigures figures, String operator) {
        String name = operator.replaceAll("[^A-Za-z0-9_-]", "_");
        return sum(figures, operator, id -> id.startsWith(name) && id.endsWith(".numRecordsOut"));
    }

    /**
     * Sums a metric over subtasks and operators.
     *
     * @param vertex a part of the names of the vertices that are asked
     * @param metric which of their operators' metrics, by their ids
     */
    public long sum(JobFigures figures, String vertex, Predicate<String> metric) {
        return figures.vertices().stream()
                .filter(one -> one.name().contains(vertex))
                .mapToLong(one -> sum(one, metric))
                .sum();
    }

    /**
     * Waits.
     *
     * @return empty when the job still runs after this time
     * @throws Complaint with the cause when the job has failed
     */
    public Optional<JobStatus> awaitEnd(Duration patience) {
        try {
            end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.of(JobStatus.FINISHED);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (CancellationException e) {
            return Optional.of(JobStatus.CANCELED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint("interrupted while the job ran", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause && cancelled(cause)) {
                return Optional.of(JobStatus.CANCELED);
            }
            throw new Complaint("the job failed: " + Causes.root(e), e);
        }
    }

    /** The newest completed checkpoint; empty before the first. */
    public Optional<LastCheckpoint> lastCheckpoint() {
        JsonNode last = endpoint.get(path + "/checkpoints").path("latest").path("completed");
        return last.path("external_path").isMissingNode()
                ? Optional.empty()
                : Optional.of(
                        new LastCheckpoint(
                                Duration.ofMillis(last.path("end_to_end_duration").asLong()),
                                last.path("state_size").asLong(),
                                last.path("external_path").asText()));
    }

    /**
     * Takes a savepoint; the job goes on.
     *
     * @param directory of the savepoint; null: the cluster's settings say
     * @return where the savepoint is
     * @throws Complaint if it could not be taken in this time
     */
    public String savepoint(@Nullable String directory, Duration patience) {
        return await(
                client.triggerSavepoint(directory, SavepointFormatType.CANONICAL),
                patience,
                "no savepoint was taken: ");
    }

    /**
     * Ends the job with everything that it has read committed.
     *
     * @param directory of the savepoint; null: the cluster's settings say
     * @return where the savepoint is
     * @throws Complaint if it could not be taken in this time; the job goes on then
     */
    public String stopWithSavepoint(@Nullable String directory, Duration patience) {
        return await(
                client.stopWithSavepoint(false, directory, SavepointFormatType.CANONICAL),
                patience,
                "the job did not stop with a savepoint: ");
    }

    private static String await(
            CompletableFuture<String> savepoint, Duration patience, String otherwise) {
        try {
            return savepoint.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint("interrupted while the savepoint was taken", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new Complaint(otherwise + Causes.root(e), e);
        }
    }

    /** Ends the job where it stands, and waits for that. */
    public void cancel() {
        client.cancel().join();
        Optional<JobStatus> ended = awaitEnd(Duration.ofSeconds(30));
        if (ended.isEmpty()) {
            throw new Complaint("the job was cancelled, and has not ended 30 s later");
        }
    }

    private long restarts() {
        JsonNode metrics = endpoint.get(path + "/metrics?get=numRestarts");
        return metrics.isEmpty() ? 0 : metrics.get(0).path("value").asLong();
    }

    private long sum(JobFigures.Vertex vertex, Predicate<String> metric) {
        String metrics = path + "/vertices/" + vertex.id() + "/subtasks/metrics";
        long sum = 0;
        for (JsonNode known : endpoint.get(metrics)) {
            String id = known.path("id").asText();
            if (metric.test(id)) {
                String query = URLEncoder.encode(id, StandardCharsets.UTF_8);
                JsonNode values = endpoint.get(metrics + "?agg=sum&get=" + query);
                sum += values.isEmpty() ? 0 : (long) values.get(0).path("sum").asDouble();
            }
        }
        return sum;
    }

    private static JobFigures.Vertex vertex(JsonNode vertex) {
        JsonNode metrics = vertex.path("metrics");
        String status = vertex.path("status").asText().toUpperCase(Locale.ROOT);
        return new JobFigures.Vertex(
                vertex.path("id").asText(),
                vertex.path("name").asText(),
                status.equals("RUNNING") || status.equals("FINISHED"),
                metrics.path("read-records").asLong(),
                metrics.path("write-records").asLong());
    }

    /** Flink's REST client wraps the cancellation it was asked for. */
    private static boolean cancelled(Exception failure) {
        return ExceptionUtils.findThrowable(failure, JobCancellationException.class).isPresent();
    }
}
