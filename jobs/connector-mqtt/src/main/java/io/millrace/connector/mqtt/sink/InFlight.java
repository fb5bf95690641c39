package io.millrace.connector.mqtt.sink;

import io.millrace.connector.mqtt.MqttPublication;
import io.millrace.connector.mqtt.link.MqttLink;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * Messages without an answer yet, in the order written. Not thread-safe.
 *
 * <p>Each connection begins a new broker session, so after a loss all of them are sent again, as
 * new messages: at least once.
 */
final class InFlight {

    /** The transport uses the ids above for its own packets. */
    private static final int LARGEST_ID = 65_000;

    private final Map<Integer, Entry> entries = new LinkedHashMap<>();
    private final ArrayDeque<Integer> unsent = new ArrayDeque<>();
    private int lastId;

    private static final class Entry {
        private final MqttPublication publication;
        private final Instant written;
        private boolean sentBefore;

        private Entry(MqttPublication publication, Instant written) {
            this.publication = publication;
            this.written = written;
        }
    }

    int size() {
        return entries.size();
    }

    /** Takes a message over; the number of messages must be below the number of ids. */
    void add(MqttPublication publication, Instant now) {
        do {
            lastId = lastId % LARGEST_ID + 1;
        } while (entries.containsKey(lastId));
        entries.put(lastId, new Entry(publication, now));
        unsent.add(lastId);
    }

    /** The connection is another one: nothing was sent on it. */
    void reconnected() {
        unsent.clear();
        unsent.addAll(entries.keySet());
    }

    /**
     * Sends what was not yet sent, as long as the broker takes more.
     *
     * @param window most messages without an answer
     * @return how many of them had been sent on an earlier connection
     */
    int send(MqttLink link, int window) {
        int repeated = 0;
        while (!unsent.isEmpty() && entries.size() - unsent.size() < window) {
            int id = unsent.remove();
            Entry entry = entries.get(id);
            link.publish(id, entry.publication);
            repeated += entry.sentBefore ? 1 : 0;
            entry.sentBefore = true;
        }
        return repeated;
    }

    /** The broker answered: when the message was written, null if the id is unknown. */
    @Nullable
    Instant answered(int id) {
        Entry entry = entries.remove(id);
        return entry == null ? null : entry.written;
    }

    /** The topic of a message, for messages to people; empty if the id is unknown. */
    String topic(int id) {
        Entry entry = entries.get(id);
        return entry == null ? "" : entry.publication.topic();
    }
}
