package io.millrace.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkSettingsTest {

    @Test
    void shouldBeWhatTheGuaranteesNeed() {
        Configuration settings = FlinkSettings.load(Installation.current(), Map.of());
        assertThat(settings.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.get(PipelineOptions.OBJECT_REUSE)).isTrue();
        assertThat(settings.get(PipelineOptions.GENERIC_TYPES)).isFalse();
        assertThat(settings.get(RestartStrategyOptions.RESTART_STRATEGY))
                .isEqualTo("exponential-delay");
    }

    @Test
    void shouldHaveAsManySlotsAsTheParallelism() {
        Configuration settings = FlinkSettings.load(Installation.current(), Map.of());
        assertThat(settings.get(TaskManagerOptions.NUM_TASK_SLOTS))
                .isEqualTo(settings.get(CoreOptions.DEFAULT_PARALLELISM));
    }

    @Test
    void shouldListenOnThisMachineOnly() {
        Configuration settings = FlinkSettings.load(Installation.current(), Map.of());
        assertThat(settings.get(RestOptions.BIND_ADDRESS)).isEqualTo("127.0.0.1");
        assertThat(settings.get(RestOptions.BIND_PORT)).isEqualTo("0");
    }

    @Test
    void shouldLetTheCommandLineWin() {
        Configuration settings =
                FlinkSettings.load(
                        Installation.current(), Map.of("execution.checkpointing.interval", "30s"));
        assertThat(settings.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldNameAMissingFile(@TempDir Path empty) {
        assertThatThrownBy(() -> FlinkSettings.load(new Installation(empty, empty), Map.of()))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining(empty.resolve("flink-conf/config.yaml").toString());
    }
}
