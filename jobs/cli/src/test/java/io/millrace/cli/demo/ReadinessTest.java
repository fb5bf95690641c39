package io.millrace.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.JobFigures;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private static final long PAST = 100;

    private final Readiness readiness = new Readiness(PAST);

    @Test
    void shouldWaitForConnectionCheckpointAndSilence() {
        assertThat(at(0, 1, 100, 0)).as("not connected").isFalse();
        assertThat(at(1, 1, 100, 1)).as("connected").isFalse();
        assertThat(at(10, 1, 100, 1)).as("no checkpoint since").isFalse();
        assertThat(at(11, 2, 100, 1)).as("all of it").isTrue();
    }

    @Test
    void shouldWaitForThePast() {
        at(0, 1, 99, 1);
        assertThat(at(24, 2, 99, 1)).as("a row is still to come").isFalse();
        assertThat(at(25, 3, 100, 1)).as("it came just now").isFalse();
        assertThat(at(32, 4, 100, 1)).isTrue();
    }

    @Test
    void shouldNotWaitForeverForAPastThatNobodyReads() {
        at(0, 1, 40, 1);
        assertThat(at(26, 2, 40, 1)).isTrue();
    }

    private boolean at(int second, long checkpoints, long rows, long connections) {
        JobFigures.Vertex source = new JobFigures.Vertex("1", "Source: t", true, 0, rows);
        JobFigures figures = new JobFigures(JobStatus.RUNNING, 0, checkpoints, 0, List.of(source));
        return readiness.reached(figures, connections, Duration.ofSeconds(second).toNanos());
    }
}
