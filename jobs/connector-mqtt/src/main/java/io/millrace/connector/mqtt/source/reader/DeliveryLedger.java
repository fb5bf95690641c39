package io.millrace.connector.mqtt.source.reader;

import io.millrace.connector.mqtt.source.split.Unconfirmed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Knows of each packet id whether the broker may deliver its message again, and when the message
 * may be acknowledged. Not thread-safe, knows no network.
 *
 * <pre>
 *           admit             covered by a completed checkpoint,
 *   FREE ─────────▶ PENDING ────────── acknowledged ──────────▶ SENT
 *     ▲               ▲  ▲                                        │ │
 *     │               │  └────────── connection lost ─────────────┘ │
 *     │               └ restored                                    │
 *     │               │  └──────────── redelivered ─────────────┐   │
 *     └── forgotten ──┼──────────────────────────────────── CONFIRMED ◀── ping answered
 * </pre>
 *
 * An acknowledgement may be lost with the connection, so an id stays known until the broker has
 * answered a ping that was sent after it. It stays known a while longer, because a broker answers
 * before it has written down what it answers, and one that is killed then delivers again. Meanwhile
 * the broker may use the id for another message: a delivery without the DUP flag, or with another
 * fingerprint, is a new message and takes the id over.
 */
final class DeliveryLedger {

    private static final int IDS = 65_536;

    private static final byte FREE = 0;
    private static final byte PENDING = 1;
    private static final byte SENT = 2;
    private static final byte CONFIRMED = 3;

    /** In {@link #covered}: no checkpoint holds the delivery's effect yet. */
    private static final long UNCOVERED = Long.MAX_VALUE;

    /** In {@link #covered}: the checkpoint restored from holds the delivery's effect. */
    private static final long RESTORED = Long.MIN_VALUE;

    private final byte[] state = new byte[IDS];
    private final long[] fingerprints = new long[IDS];

    /** First checkpoint that holds the delivery's effect. */
    private final long[] covered = new long[IDS];

    /** Connection the id was last delivered on. */
    private final int[] connections = new int[IDS];

    /** While SENT or CONFIRMED: the burst of acknowledgements it went with. */
    private final long[] bursts = new long[IDS];

    /** Ids of the current connection still to be acknowledged, in the order MQTT asks for. */
    private final IntQueue order = new IntQueue();

    /** Acknowledged but unconfirmed bursts of the current connection. */
    private final ArrayDeque<int[]> unconfirmed = new ArrayDeque<>();

    /** Confirmed bursts that the broker may yet have forgotten, oldest first. */
    private final ArrayDeque<Remembered> remembered = new ArrayDeque<>();

    private final boolean recognise;
    private final Duration memory;
    private int connection;
    private int known;
    private long burst;
    private long firstBurst = 1;
    private long completed = RESTORED;

    private static final class Remembered {
        private final long burst;
        private final int[] ids;
        private Instant until;

        private Remembered(long burst, int[] ids, Instant until) {
            this.burst = burst;
            this.ids = ids;
            this.until = until;
        }
    }

    /**
     * @param recognise false to take every delivery for a new message
     * @param memory how long an id stays known after the broker has confirmed it
     */
    DeliveryLedger(boolean recognise, Duration memory) {
        this.recognise = recognise;
        this.memory = memory;
    }

    /** Takes over what the restored checkpoint says. */
    void restore(List<Unconfirmed> deliveries) {
        for (Unconfirmed delivery : deliveries) {
            int id = delivery.packetId();
            known += state[id] == FREE ? 1 : 0;
            state[id] = PENDING;
            fingerprints[id] = delivery.fingerprint();
            covered[id] = RESTORED;
            connections[id] = -1;
        }
    }

    /**
     * The broker kept the session: whatever was not confirmed may come again, and what was may too
     * if the broker was killed. How long it was away does not count.
     */
    void resumed(Instant now) {
        remembered.forEach(burst -> burst.until = now.plus(memory));
        reconnected();
    }

    private void reconnected() {
        connection++;
        order.clear();
        unconfirmed.clear();
        firstBurst = burst + 1;
        for (int id = 0; id < IDS; id++) {
            if (state[id] == SENT) {
                state[id] = PENDING;
            }
        }
    }

    /** The broker has a new session: it knows none of the old packet ids. */
    void reset() {
        reconnected();
        remembered.clear();
        Arrays.fill(state, FREE);
        known = 0;
    }

    /**
     * Takes note of a delivery.
     *
     * @return whether its message is new and has to be emitted
     */
    boolean admit(int id, long fingerprint, boolean duplicate) {
        boolean repeated =
                recognise && duplicate && state[id] != FREE && fingerprints[id] == fingerprint;
        boolean queued = state[id] == PENDING && connections[id] == connection;
        known += state[id] == FREE ? 1 : 0;
        state[id] = PENDING;
        connections[id] = connection;
        if (!queued) {
            order.add(id);
        }
        if (!repeated) {
            fingerprints[id] = fingerprint;
            covered[id] = UNCOVERED;
        }
        return !repeated;
    }

    /** From now on this checkpoint holds the effect of all that was admitted. */
    void checkpoint(long checkpointId) {
        for (int id = 0; id < IDS; id++) {
            if (state[id] == PENDING && covered[id] == UNCOVERED) {
                covered[id] = checkpointId;
            }
        }
    }

    void checkpointCompleted(long checkpointId) {
        completed = Math.max(completed, checkpointId);
    }

    /**
     * The ids that may be acknowledged now, in order; they count as sent with burst {@link
     * #lastBurst()}.
     */
    int[] takeAcknowledgeable() {
        int count = 0;
        while (count < order.size() && covered[order.get(count)] <= completed) {
            count++;
        }
        if (count == 0) {
            return new int[0];
        }
        burst++;
        int[] ids = order.take(count);
        for (int id : ids) {
            state[id] = SENT;
            bursts[id] = burst;
        }
        unconfirmed.add(ids);
        return ids;
    }

    long lastBurst() {
        return burst;
    }

    /**
     * The broker has processed this burst and all before it.
     *
     * @return number of deliveries thereby confirmed
     */
    int confirmed(long confirmedBurst, Instant now) {
        int count = 0;
        for (; firstBurst <= confirmedBurst && !unconfirmed.isEmpty(); firstBurst++) {
            int[] ids = unconfirmed.remove();
            count += move(ids, firstBurst, SENT, CONFIRMED);
            remembered.add(new Remembered(firstBurst, ids, now.plus(memory)));
        }
        while (!remembered.isEmpty() && !remembered.peek().until.isAfter(now)) {
            Remembered oldest = remembered.remove();
            known -= move(oldest.ids, oldest.burst, CONFIRMED, FREE);
        }
        return count;
    }

    /** Moves those ids on that no other message has taken over. */
    private int move(int[] ids, long ofBurst, byte from, byte to) {
        int moved = 0;
        for (int id : ids) {
            if (state[id] == from && bursts[id] == ofBurst) {
                state[id] = to;
                moved++;
            }
        }
        return moved;
    }

    /** Deliveries of this connection that were not acknowledged. */
    int unacknowledged() {
        return order.size();
    }

    /** All the broker may deliver again, by packet id. */
    List<Unconfirmed> snapshot() {
        List<Unconfirmed> deliveries = new ArrayList<>(known);
        for (int id = 0; id < IDS; id++) {
            if (state[id] != FREE) {
                deliveries.add(new Unconfirmed(id, fingerprints[id]));
            }
        }
        return deliveries;
    }
}
