package io.millrace.connector.mqtt.link;

/** Hears what happens on a connection, on the transport's thread. */
public interface LinkListener {

    /** The broker accepted the connection. */
    void connected(ConnectAck ack);

    /** Answers a subscription by one MQTT 5 reason code per filter; 0x80 and up is refused. */
    void subscribed(int[] reasonCodes);

    void delivered(Delivery delivery);

    /**
     * What was read from the network in one go has been told; follows the deliveries of each such
     * batch, so that whoever hands them to another thread need not wake it for each.
     */
    default void batchEnded() {}

    /** Answers a publication by an MQTT 5 reason code; 0x80 and up is refused. */
    void published(int packetId, int reasonCode);

    void pong(long token);

    /** The connection ended or never came about; nothing follows. */
    void closed(LinkLoss loss);
}
