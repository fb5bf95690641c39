package io.millrace.connector.mqtt.link;

import java.time.Duration;

/**
 * Opens connections. All callbacks and scheduled actions of one transport run on one thread, which
 * must not be blocked.
 */
public interface MqttTransport extends AutoCloseable {

    /**
     * Begins to connect and returns at once.
     *
     * @param listener hears of everything; {@link LinkListener#closed} is its last call and always
     *     comes
     */
    MqttLink open(ConnectRequest request, LinkListener listener);

    /**
     * Runs the action on the transport's thread after the delay, unless the transport is closed.
     */
    void schedule(Duration delay, Runnable action);

    /** Ends all connections without a goodbye and waits for the thread to end. */
    @Override
    void close();
}
