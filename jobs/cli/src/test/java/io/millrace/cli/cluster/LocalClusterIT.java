package io.millrace.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalClusterIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static LocalCluster cluster;

    @BeforeAll
    static void startCluster() {
        Configuration settings =
                FlinkSettings.load(
                        Installation.current(),
                        Map.of(
                                "restart-strategy.exponential-delay.initial-backoff", "10ms",
                                "s3.endpoint", "http://127.0.0.1:1",
                                "s3.access-key", "nobody",
                                "s3.secret-key", "nothing"));
        cluster = LocalCluster.start(Installation.current(), settings);
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Test
    void shouldServeFlinksPageOnThisMachineOnly() {
        assertThat(cluster.web().getHost()).isEqualTo("127.0.0.1");
        assertThat(new RestEndpoint(cluster.web()).get("/overview").path("slots-total").asInt())
                .isEqualTo(2);
    }

    @Test
    void shouldHaveS3AsAPlugin() throws Exception {
        FileSystem s3 = FileSystem.get(URI.create("s3://bucket/key"));
        assertThat(s3.getClass().getName()).contains("PluginFileSystemFactory");
    }

    @Test
    void shouldRunABoundedJobToItsEnd() {
        RunningJob job = submit("bounded", value -> value, 1_000);
        assertThat(job.awaitEnd(PATIENCE)).contains(JobStatus.FINISHED);
        assertThat(job.figures().restarts()).isZero();
        assertThat(job.lastFailure()).isEmpty();
    }

    @Test
    void shouldGiveUpAJobThatNeverWorked() {
        List<String> messages = new ArrayList<>();
        RunningJob job = submit("failing", new Failing(), 1_000);
        JobWatch watch = new JobWatch(job, messages::add);
        assertThatThrownBy(
                        () ->
                                await().atMost(PATIENCE)
                                        .until(
                                                () -> {
                                                    watch.look();
                                                    return job.awaitEnd(Duration.ZERO).isPresent();
                                                }))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("never completed a checkpoint")
                .hasMessageEndingWith("no broker at tcp://127.0.0.1:1");
        assertThat(messages).isNotEmpty().allMatch(line -> line.startsWith("restart "));
    }

    @Test
    void shouldRestartAJobWhoseTaskManagerDies() {
        RunningJob job = submit("endless", value -> value, Long.MAX_VALUE);
        await().atMost(PATIENCE)
                .until(() -> job.figures().allRunning() && job.figures().checkpoints() > 0);
        cluster.killTaskManager();
        cluster.startTaskManager();
        await().atMost(PATIENCE)
                .until(() -> job.figures().restarts() == 1 && job.figures().allRunning());
        await().atMost(PATIENCE).until(() -> job.lastFailure().isPresent());
        job.cancel();
        assertThat(job.awaitEnd(PATIENCE)).isEqualTo(Optional.of(JobStatus.CANCELED));
    }

    private static RunningJob submit(String name, MapFunction<Long, Long> function, long last) {
        StreamExecutionEnvironment env = cluster.environment(RuntimeExecutionMode.STREAMING);
        env.setParallelism(1);
        env.fromSequence(1, last)
                .uid("numbers")
                .map(function)
                .returns(Types.LONG)
                .uid("function")
                .sinkTo(new DiscardingSink<>())
                .uid("sink");
        return cluster.submit(env, name);
    }

    private static final class Failing implements MapFunction<Long, Long> {
        @Override
        public Long map(Long value) {
            throw new IllegalStateException("no broker at tcp://127.0.0.1:1");
        }
    }
}
