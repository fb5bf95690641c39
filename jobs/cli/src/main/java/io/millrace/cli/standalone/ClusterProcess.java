package io.millrace.cli.standalone;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A JVM of the cluster, as another run of the command line finds it again.
 *
 * @param name such as {@code taskmanager-1}; its log is named so
 * @param started in epoch milliseconds, as the system tells it: process ids are used again
 */
public record ClusterProcess(String name, long pid, long started) {

    static ClusterProcess of(String name, ProcessHandle handle) {
        return new ClusterProcess(name, handle.pid(), started(handle));
    }

    /** Whether it runs. */
    @JsonIgnore
    public boolean isAlive() {
        return handle().isPresent();
    }

    /** Ends it at once, as a crash would. */
    public void kill() {
        handle().ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Asks it to end, and ends it if it has not done so in this time. */
    void end(Duration patience) {
        handle().ifPresent(one -> end(one, patience));
    }

    void ask() {
        handle().ifPresent(ProcessHandle::destroy);
    }

    private static void end(ProcessHandle handle, Duration patience) {
        handle.destroy();
        try {
            handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            handle.destroyForcibly();
        }
    }

    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(one -> started(one) == started);
    }

    private static long started(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
