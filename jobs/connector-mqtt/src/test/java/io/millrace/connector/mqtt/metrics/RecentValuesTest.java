package io.millrace.connector.mqtt.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.apache.flink.metrics.HistogramStatistics;
import org.junit.jupiter.api.Test;

/** A histogram of the newest values. */
class RecentValuesTest {

    private final RecentValues values = new RecentValues();

    @Test
    void shouldBeZeroWithoutValues() {
        HistogramStatistics none = values.getStatistics();
        assertThat(none.size()).isZero();
        assertThat(none.getQuantile(0.99)).isZero();
        assertThat(none.getMean()).isZero();
        assertThat(none.getStdDev()).isZero();
        assertThat(none.getMax()).isZero();
        assertThat(none.getMin()).isZero();
    }

    @Test
    void shouldTellQuantilesOfWhatItHolds() {
        LongStream.rangeClosed(1, 100).forEach(values::update);
        HistogramStatistics all = values.getStatistics();
        assertThat(all.getQuantile(0.5)).isEqualTo(50);
        assertThat(all.getQuantile(0.99)).isEqualTo(99);
        assertThat(all.getQuantile(1)).isEqualTo(100);
        assertThat(all.getQuantile(0)).isEqualTo(1);
        assertThat(all.getMean()).isEqualTo(50.5);
        assertThat(all.getMin()).isEqualTo(1);
        assertThat(all.getMax()).isEqualTo(100);
    }

    @Test
    void shouldForgetTheOldest() {
        LongStream.rangeClosed(1, 5_000).forEach(values::update);
        assertThat(values.getCount()).isEqualTo(5_000);
        assertThat(values.getStatistics().getMin()).isEqualTo(5_000 - 1_024 + 1);
    }
}
