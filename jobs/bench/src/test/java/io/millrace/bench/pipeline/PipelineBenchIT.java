package io.millrace.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** That every row which goes in comes out, and that the measurements are taken: no figures. */
class PipelineBenchIT {

    private static final Load LOAD = new Load(3_000, 1_000, 20, Duration.ofMinutes(15));

    private static PipelineBench bench;

    @BeforeAll
    static void start() throws Exception {
        bench = PipelineBench.start();
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @Test
    void shouldLetAllRowsOutOfTheEdges() throws Exception {
        PipelineResult result = bench.run(PipelineStage.EDGES, LOAD);
        assertThat(result.counts()).containsEntry("counted", 3_000L);
    }

    @Test
    void shouldScoreAllRowsIntoTheExamplesSinks() throws Exception {
        PipelineResult result = bench.run(PipelineStage.CHECKPOINTS, LOAD);
        assertThat(result.counts())
                .containsEntry("scores", 3_000L)
                .containsEntry("newest_scores", 3_000L)
                .containsEntry("rejections", 0L)
                .containsKey("alerts");
        assertThat(result.rows()).isEqualTo(2_000);
        assertThat(result.spent().allocated()).isPositive();
    }
}
