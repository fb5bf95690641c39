package io.millrace.connector.mqtt.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connector.mqtt.MqttMessage;
import io.millrace.connector.mqtt.link.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InboxTest {

    private static final int KILOBYTES = 1024;

    private final List<Boolean> pauses = new ArrayList<>();
    private final Inbox inbox = new Inbox(100 * KILOBYTES, pauses::add);

    @Test
    void shouldWakeTheTaskOnceForABatch() {
        CompletableFuture<Void> available = emptied();
        addQuietly(3);
        assertThat(available).isNotDone();
        inbox.wake();
        assertThat(available).isDone();
        assertThat(drained()).isEqualTo(3);
    }

    @Test
    void shouldWakeTheTaskWithinALongBatch() {
        CompletableFuture<Void> available = emptied();
        for (int i = 0; i < 1000 && !available.isDone(); i++) {
            addQuietly(1);
        }
        assertThat(available).isDone();
        assertThat(drained()).isBetween(2, 256);
    }

    @Test
    void shouldWakeTheTaskForWhatIsNotQuiet() {
        CompletableFuture<Void> available = emptied();
        addQuietly(1);
        inbox.add(null, new SessionEvent.Wake());
        assertThat(available).isDone();
        assertThat(drained()).isEqualTo(2);
    }

    @Test
    void shouldSleepAgainWhenABatchWasTakenBeforeItsEnd() {
        CompletableFuture<Void> available = emptied();
        addQuietly(2);
        assertThat(drained()).isEqualTo(2);
        inbox.wake();
        assertThat(available).isDone();
        assertThat(emptied()).isNotDone();
    }

    @Test
    void shouldPauseWhenFullAndResumeWhenHalfIsGone() {
        CompletableFuture<Void> available = emptied();
        while (pauses.isEmpty()) {
            addQuietly(1);
        }
        assertThat(available).isDone();
        int resumedAfter = 0;
        while (pauses.size() < 2 && inbox.poll() != null) {
            resumedAfter++;
        }
        assertThat(pauses).containsExactly(true, false);
        assertThat(resumedAfter).isBetween(45, 65);
    }

    /** The future to wait for once nothing is there. */
    private CompletableFuture<Void> emptied() {
        assertThat(inbox.poll()).isNull();
        return inbox.available();
    }

    private int drained() {
        int count = 0;
        while (inbox.poll() != null) {
            count++;
        }
        return count;
    }

    private void addQuietly(int count) {
        for (int i = 0; i < count; i++) {
            MqttMessage message = MqttMessage.of("t", new byte[KILOBYTES], 1, Instant.EPOCH);
            inbox.addQuietly(null, new SessionEvent.Delivered(new Delivery(1, false, 0, message)));
        }
    }
}
