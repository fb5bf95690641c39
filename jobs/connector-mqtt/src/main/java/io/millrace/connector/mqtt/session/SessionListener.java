package io.millrace.connector.mqtt.session;

import io.millrace.connector.mqtt.link.ConnectAck;
import io.millrace.connector.mqtt.link.Delivery;
import io.millrace.connector.mqtt.link.MqttLink;

/** Hears what happens to a session over all its connections, on the transport's thread. */
public interface SessionListener {

    /** A connection stands; they are counted from 1. */
    void connected(int connection, MqttLink link, ConnectAck ack);

    /** Answers a subscription by one reason code per filter; 0x80 and up is refused. */
    void subscribed(int[] reasonCodes);

    void delivered(Delivery delivery);

    /** The deliveries that were read from the network in one go have been told. */
    default void batchEnded() {}

    void published(int packetId, int reasonCode);

    void pong(long token);

    /** The connection was lost; another will be tried. */
    void lost();

    /** An attempt to connect failed; another follows, or {@link #failed}. */
    void attemptFailed();

    /** Patience is over; nothing follows. */
    void failed(MqttSessionException failure);
}
