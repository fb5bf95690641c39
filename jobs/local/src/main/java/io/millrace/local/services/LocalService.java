package io.millrace.local.services;

/** One embedded service: can be stopped and started again in place, with its data and its port. */
interface LocalService extends AutoCloseable {

    /** Starts it and returns when it answers. Does nothing if it runs. */
    void start() throws Exception;

    /** Stops it in its orderly way. Does nothing if it does not run. */
    @Override
    void close() throws Exception;

    /** Stops it without a farewell; by default as {@link #close()}. */
    default void kill() throws Exception {
        close();
    }
}
