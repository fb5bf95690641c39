package io.millrace.connector.mqtt.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pauses double up to a limit, and half of each is left to chance. */
class RetryPolicyTest {

    private final RetryPolicy policy =
            new RetryPolicy(
                    Duration.ofMillis(100),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30),
                    Duration.ofHours(1));

    @Test
    void shouldDoubleUpToTheLimit() {
        assertThat(policy.backoff(0, 1)).isEqualTo(Duration.ofMillis(100));
        assertThat(policy.backoff(1, 1)).isEqualTo(Duration.ofMillis(200));
        assertThat(policy.backoff(3, 1)).isEqualTo(Duration.ofMillis(800));
        assertThat(policy.backoff(4, 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy.backoff(Integer.MAX_VALUE, 1)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void shouldWaitHalfOfItAtLeast() {
        assertThat(policy.backoff(1, 0)).isEqualTo(Duration.ofMillis(100));
        assertThat(policy.backoff(1, 0.5)).isEqualTo(Duration.ofMillis(150));
    }

    @Test
    void shouldBeMorePatientWithABrokerThatWasThere() {
        assertThat(policy.patience(false)).isEqualTo(Duration.ofSeconds(30));
        assertThat(policy.patience(true)).isEqualTo(Duration.ofHours(1));
    }
}
