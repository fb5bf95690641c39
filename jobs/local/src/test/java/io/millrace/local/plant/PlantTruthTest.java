package io.millrace.local.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlantTruthTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final PlantTruth truth =
            new PlantTruth(
                    List.of(new PlantTruth.Failure(7, NOON)), NOON.plus(Duration.ofDays(10)));

    @Test
    void shouldCountAFailureAtTheEndOfTheHorizonButNotAtItsBeginning() {
        assertThat(truth.failsWithin(7, NOON.minus(DAY), DAY)).isTrue();
        assertThat(truth.failsWithin(7, NOON.minus(DAY).minusSeconds(1), DAY)).isFalse();
        assertThat(truth.failsWithin(7, NOON.minusSeconds(1), DAY)).isTrue();
        assertThat(truth.failsWithin(7, NOON, DAY)).isFalse();
    }

    @Test
    void shouldNotCountTheFailureOfAnotherMachine() {
        assertThat(truth.failsWithin(8, NOON.minusSeconds(1), DAY)).isFalse();
    }

    @Test
    void shouldRefuseToForetell() {
        assertThatThrownBy(() -> truth.failsWithin(7, truth.until(), DAY))
                .hasMessage(
                        "failures are known until 2026-06-11T12:00:00Z,"
                                + " not until 2026-06-12T12:00:00Z");
    }
}
