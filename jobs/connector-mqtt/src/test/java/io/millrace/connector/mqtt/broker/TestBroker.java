package io.millrace.connector.mqtt.broker;

import java.io.IOException;

/** A broker that can be killed and started again with its data. */
public interface TestBroker extends AutoCloseable {

    /** Port of 127.0.0.1, the same after a restart. */
    int port();

    /** SIGKILL: nothing is said to anybody. */
    void kill() throws InterruptedException;

    void launch() throws IOException;

    @Override
    void close() throws InterruptedException;
}
