package io.millrace.scoring.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, 500",
        "60s, 60000",
        "15m, 900000",
        "3h, 10800000",
        "7d, 604800000",
        "15 m, 900000",
        "0s, 0",
        "-1h, -3600000"
    })
    void shouldReadANumberAndAUnit(String text, long millis) {
        assertThat(DurationText.parse(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "3", "h", "1.5h", "3H", "1h30m", "3 hours", "99999999999999999999d"})
    void shouldReadNothingElse(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }

    @Property(seed = "41", tries = 300)
    void shouldReadWhatItWrites(@ForAll @LongRange(min = 0) long millis) {
        Duration duration = Duration.ofMillis(millis / 1000);

        assertThat(DurationText.parse(DurationText.format(duration))).contains(duration);
    }

    @Test
    void shouldWriteTheLargestUnitThatFits() {
        assertThat(DurationText.format(Duration.ofHours(24))).isEqualTo("1d");
        assertThat(DurationText.format(Duration.ofMinutes(90))).isEqualTo("90m");
        assertThat(DurationText.format(Duration.ofMillis(1001))).isEqualTo("1001ms");
        assertThat(DurationText.format(Duration.ZERO)).isEqualTo("0s");
    }
}
