package io.millrace.connector.mqtt.link;

import io.millrace.connector.mqtt.MqttPublication;
import java.util.List;

/**
 * One connection. Callable from any thread, never blocks, and silently does nothing once the
 * connection has ended: that its answer will not come is told by {@link LinkListener#closed}.
 */
public interface MqttLink {

    /**
     * Subscribes to all filters at once.
     *
     * @param qos highest quality of service to take
     * @param retained whether the broker shall send retained messages for subscriptions that are
     *     new to it
     */
    void subscribe(List<String> filters, int qos, boolean retained);

    void unsubscribe(List<String> filters);

    /** Sends a PUBACK for each id, in this order. */
    void acknowledge(int[] packetIds);

    /** Publishes; the packet id is ignored at quality of service 0. */
    void publish(int packetId, MqttPublication publication);

    /**
     * Asks for a sign of life; the broker has processed all that was sent before when it answers.
     *
     * @param token not negative, comes back in {@link LinkListener#pong}
     */
    void ping(long token);

    /** Stops or resumes reading from the network. */
    void read(boolean on);

    /** Says goodbye after what was sent before, then ends the connection. */
    void disconnect();
}
