package io.millrace.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.client.deployment.ClusterClientJobClientAdapter;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A cluster in other JVMs, known by its REST endpoint. */
public final class RemoteCluster {

    private final URI web;
    private final RestEndpoint endpoint;

    private RemoteCluster(URI web) {
        this.web = web;
        this.endpoint = new RestEndpoint(web);
    }

    /**
     * Nothing is asked yet.
     *
     * @param web such as {@code http://127.0.0.1:8081}
     */
    public static RemoteCluster at(URI web) {
        return new RemoteCluster(web);
    }

    /**
     * A job of the cluster.
     *
     * @param id as Flink writes it
     */
    public record Job(String id, String name, JobStatus status) {}

    /** Flink's page. */
    public URI web() {
        return web;
    }

    /** How many TaskManagers have registered; 0 when the endpoint does not answer. */
    public int taskManagers() {
        return endpoint.get("/overview").path("taskmanagers").asInt();
    }

    /**
     * All jobs that the cluster knows of.
     *
     * @throws Complaint if it does not answer
     */
    public List<Job> jobs() {
        JsonNode overview = endpoint.get("/jobs/overview");
        if (overview.isMissingNode()) {
            throw new Complaint(
                    web + ": no Flink cluster answers there; see scripts/cluster status");
        }
        List<Job> jobs = new ArrayList<>();
        for (JsonNode job : overview.path("jobs")) {
            jobs.add(
                    new Job(
                            job.path("jid").asText(),
                            job.path("name").asText(),
                            JobStatus.valueOf(job.path("state").asText())));
        }
        return jobs;
    }

    /**
     * An environment whose job will run on this cluster.
     *
     * @param settings of the job; not modified. They travel with the job, so no keys of object
     *     stores should be among them
     * @param jars that the cluster gets with the job
     */
    public StreamExecutionEnvironment environment(
            RuntimeExecutionMode mode, Configuration settings, List<Path> jars) {
        String[] paths = jars.stream().map(Path::toString).toArray(String[]::new);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createRemoteEnvironment(
                        web.getHost(), web.getPort(), settings, paths);
        env.setRuntimeMode(mode);
        return env;
    }

    /**
     * Starts the environment's job and returns without waiting for its end.
     *
     * @throws Complaint if the job is not accepted
     */
    public RunningJob submit(StreamExecutionEnvironment env, String name) {
        try {
            return new RunningJob(env.executeAsync(name), endpoint);
        } catch (Exception e) {
            throw new Complaint("the job was not accepted by " + web + ": " + Causes.root(e), e);
        }
    }

    /** A job that somebody has submitted. */
    public RunningJob job(String id) {
        ClassLoader own = RemoteCluster.class.getClassLoader();
        return new RunningJob(
                new ClusterClientJobClientAdapter<>(this::client, JobID.fromHexString(id), own),
                endpoint);
    }

    private RestClusterClient<StandaloneClusterId> client() {
        Configuration address = new Configuration();
        address.set(RestOptions.ADDRESS, web.getHost());
        address.set(RestOptions.PORT, web.getPort());
        try {
            return new RestClusterClient<>(address, StandaloneClusterId.getInstance());
        } catch (Exception e) {
            throw new Complaint(web + ": no client could be made for it: " + Causes.root(e), e);
        }
    }
}
