package io.millrace.connector.mqtt.source.reader;

import io.millrace.connector.mqtt.link.Delivery;
import io.millrace.connector.mqtt.link.MqttLink;
import io.millrace.connector.mqtt.session.MqttSessionException;
import java.time.Duration;
import java.util.List;
import javax.annotation.Nullable;

/** What a session's thread tells the task's thread; taken in the order in which it happened. */
sealed interface SessionEvent {

    /** Bytes it holds on to. */
    default long weight() {
        return 0;
    }

    /**
     * A connection stands.
     *
     * @param sessionExpiry what the broker made of the expiry asked for; null if it agreed
     */
    record Connected(MqttLink link, boolean sessionPresent, @Nullable Duration sessionExpiry)
            implements SessionEvent {}

    record Subscribed(List<Integer> reasonCodes) implements SessionEvent {}

    record Delivered(Delivery delivery) implements SessionEvent {
        @Override
        public long weight() {
            return delivery.weight();
        }
    }

    record Confirmed(long burst) implements SessionEvent {}

    record Failed(MqttSessionException failure) implements SessionEvent {}

    /** Time to look whether the session has been idle for long enough. */
    record IdleCheck() implements SessionEvent {}

    /** Time to look whether the job takes checkpoints at all. */
    record FirstCheckpointDue() implements SessionEvent {}

    /** Wakes the task's thread; there is nothing else to it. */
    record Wake() implements SessionEvent {}
}
