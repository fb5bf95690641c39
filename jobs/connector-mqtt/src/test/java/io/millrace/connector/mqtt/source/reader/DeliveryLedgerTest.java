package io.millrace.connector.mqtt.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connector.mqtt.source.split.Unconfirmed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a delivery is new, and when it may be acknowledged. */
class DeliveryLedgerTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final Duration MEMORY = Duration.ofSeconds(10);
    private static final Instant LATER = NOW.plus(MEMORY);

    private final DeliveryLedger ledger = new DeliveryLedger(true, MEMORY);

    @BeforeEach
    void connect() {
        ledger.resumed(NOW);
    }

    @Test
    void shouldAcknowledgeOnlyWhatACompletedCheckpointCovers() {
        admit(1, 2);
        ledger.checkpoint(10);
        admit(3);
        assertThat(ledger.takeAcknowledgeable()).isEmpty();
        ledger.checkpointCompleted(10);
        assertThat(ledger.takeAcknowledgeable()).containsExactly(1, 2);
        assertThat(ledger.unacknowledged()).isEqualTo(1);
    }

    @Test
    void shouldAcknowledgeInTheOrderOfReceipt() {
        admit(9, 4, 7);
        complete(1);
        assertThat(ledger.takeAcknowledgeable()).containsExactly(9, 4, 7);
    }

    @Test
    void shouldCoverWhatSkippedCheckpointsCovered() {
        admit(1);
        ledger.checkpoint(10); // never completes
        admit(2);
        ledger.checkpoint(11);
        ledger.checkpointCompleted(11);
        assertThat(ledger.takeAcknowledgeable()).containsExactly(1, 2);
    }

    @Test
    void shouldDropARedeliveryOnTheNextConnection() {
        admit(1);
        ledger.resumed(NOW);
        assertThat(ledger.admit(1, fingerprint(1), true)).isFalse();
        complete(10);
        assertThat(ledger.takeAcknowledgeable()).containsExactly(1);
    }

    @Test
    void shouldNotAcknowledgeOnAConnectionThatDidNotDeliver() {
        admit(1, 2);
        ledger.resumed(NOW);
        complete(10);
        assertThat(ledger.takeAcknowledgeable()).isEmpty();
    }

    @Test
    void shouldAcknowledgeAgainWhatWasAcknowledgedInVain() {
        admit(1);
        complete(10);
        ledger.takeAcknowledgeable();
        ledger.resumed(NOW);
        assertThat(ledger.admit(1, fingerprint(1), true)).isFalse();
        assertThat(ledger.takeAcknowledgeable()).containsExactly(1);
    }

    @Test
    void shouldRememberUntilTheBrokerConfirmed() {
        admit(1, 2);
        complete(10);
        ledger.takeAcknowledgeable();
        assertThat(ledger.snapshot()).hasSize(2);
        assertThat(ledger.confirmed(ledger.lastBurst(), NOW)).isEqualTo(2);
        assertThat(ledger.snapshot()).hasSize(2);
        ledger.confirmed(ledger.lastBurst(), LATER);
        assertThat(ledger.snapshot()).isEmpty();
        assertThat(ledger.admit(1, fingerprint(1), true)).isTrue();
    }

    @Test
    void shouldDropWhatAKilledBrokerForgotThatItConfirmed() {
        admit(1);
        complete(10);
        ledger.takeAcknowledgeable();
        ledger.confirmed(ledger.lastBurst(), NOW);
        ledger.resumed(LATER); // the broker was away for as long as ids are remembered
        assertThat(ledger.admit(1, fingerprint(1), true)).isFalse();
        assertThat(ledger.takeAcknowledgeable()).containsExactly(1);
    }

    @Test
    void shouldForgetAfterTheConnectionStoodForSoLong() {
        admit(1);
        complete(10);
        ledger.takeAcknowledgeable();
        ledger.confirmed(ledger.lastBurst(), NOW);
        ledger.resumed(LATER);
        ledger.confirmed(ledger.lastBurst(), LATER.plus(MEMORY));
        assertThat(ledger.snapshot()).isEmpty();
    }

    @Test
    void shouldNotForgetTheMessageThatTookAConfirmedIdOver() {
        admit(1);
        complete(10);
        ledger.takeAcknowledgeable();
        ledger.confirmed(ledger.lastBurst(), NOW);
        assertThat(ledger.admit(1, 4711, false)).isTrue();
        ledger.confirmed(ledger.lastBurst(), LATER);
        assertThat(ledger.snapshot()).containsExactly(new Unconfirmed(1, 4711));
    }

    @Test
    void shouldNotTakeTheConfirmationOfAnEarlierBurstForALaterOne() {
        admit(1);
        complete(10);
        ledger.takeAcknowledgeable();
        long first = ledger.lastBurst();
        admit(2);
        complete(11);
        ledger.takeAcknowledgeable();
        ledger.confirmed(first, NOW);
        ledger.confirmed(first, LATER);
        assertThat(ledger.snapshot()).containsExactly(new Unconfirmed(2, fingerprint(2)));
    }

    @Test
    void shouldIgnoreAConfirmationFromALostConnection() {
        admit(1);
        complete(10);
        ledger.takeAcknowledgeable();
        ledger.resumed(NOW);
        assertThat(ledger.confirmed(ledger.lastBurst(), NOW)).isZero();
        assertThat(ledger.snapshot()).hasSize(1);
    }

    @Test
    void shouldTakeAnotherMessageWithAReusedIdForNew() {
        admit(1);
        complete(10);
        ledger.takeAcknowledgeable();
        assertThat(ledger.admit(1, 4711, true)).isTrue();
        assertThat(ledger.snapshot()).containsExactly(new Unconfirmed(1, 4711));
        assertThat(ledger.takeAcknowledgeable()).isEmpty();
    }

    @Test
    void shouldTakeTheSameContentWithoutTheDuplicateFlagForNew() {
        admit(1);
        complete(10);
        ledger.takeAcknowledgeable();
        assertThat(ledger.admit(1, fingerprint(1), false)).isTrue();
    }

    @Test
    void shouldRecogniseWhatTheRestoredCheckpointHolds() {
        DeliveryLedger restored = new DeliveryLedger(true, MEMORY);
        restored.restore(List.of(new Unconfirmed(1, fingerprint(1))));
        restored.resumed(NOW);
        assertThat(restored.admit(1, fingerprint(1), true)).isFalse();
        assertThat(restored.admit(2, fingerprint(2), true)).isTrue();
        assertThat(restored.takeAcknowledgeable()).containsExactly(1);
    }

    @Test
    void shouldForgetEverythingWhenTheBrokerLostTheSession() {
        admit(1, 2);
        ledger.reset();
        assertThat(ledger.snapshot()).isEmpty();
        assertThat(ledger.admit(1, fingerprint(1), true)).isTrue();
    }

    @Test
    void shouldQueueARedeliveryOnTheSameConnectionOnce() {
        admit(1);
        assertThat(ledger.admit(1, fingerprint(1), true)).isFalse();
        complete(10);
        assertThat(ledger.takeAcknowledgeable()).containsExactly(1);
    }

    @Test
    void shouldHoldAllPacketIds() {
        for (int id = 1; id <= 65_535; id++) {
            admit(id);
        }
        complete(10);
        assertThat(ledger.takeAcknowledgeable()).hasSize(65_535);
        assertThat(ledger.confirmed(ledger.lastBurst(), NOW)).isEqualTo(65_535);
    }

    private void admit(int... ids) {
        for (int id : ids) {
            assertThat(ledger.admit(id, fingerprint(id), false)).isTrue();
        }
    }

    private void complete(long checkpoint) {
        ledger.checkpoint(checkpoint);
        ledger.checkpointCompleted(checkpoint);
    }

    private static long fingerprint(int id) {
        return id * 31L;
    }
}
