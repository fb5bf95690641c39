package io.millrace.local;

import io.millrace.local.protocol.Request;
import io.millrace.local.protocol.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Calls to the services' JVM and their replies, one at a time. */
final class Conversation {

    private final Process process;
    private final Writer calls;
    private final Wire wire = new Wire();

    /** An empty element stands for the end of the replies. */
    private final BlockingQueue<Optional<String>> replies = new LinkedBlockingQueue<>();

    private long lastId;

    Conversation(Process process) {
        this.process = process;
        this.calls = process.outputWriter();
        Thread reader = new Thread(this::readReplies, "services-replies");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Asks and waits for the answer.
     *
     * @throws ServicesException if the service says no, dies, or does not answer in time
     */
    synchronized <T> T ask(Request request, Class<T> answer, Duration patience) {
        Wire.Call call = new Wire.Call(++lastId, request);
        try {
            calls.write(wire.write(call) + "\n");
            calls.flush();
        } catch (IOException e) {
            throw new ServicesException("the services' JVM is gone" + exitCode(), e);
        }
        Wire.Reply reply = await(call, patience);
        if (reply.error() != null) {
            throw new ServicesException(reply.error());
        }
        return wire.read(reply.result(), answer);
    }

    private Wire.Reply await(Wire.Call call, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<String> line = poll(deadline - System.nanoTime());
            if (line == null) {
                throw new ServicesException(
                        "no answer within " + patience.toSeconds() + " s to " + call.request());
            }
            if (line.isEmpty()) {
                throw new ServicesException("the services' JVM has ended" + exitCode());
            }
            Wire.Reply reply = wire.read(line.get(), Wire.Reply.class);
            if (reply.id() == call.id()) {
                return reply;
            }
        }
    }

    private Optional<String> poll(long nanos) {
        try {
            return replies.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServicesException("interrupted while waiting for the services", e);
        }
    }

    private void readReplies() {
        try (BufferedReader in = process.inputReader()) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                // a native library may print to the JVM's own output past Java's
                if (line.startsWith("{")) {
                    replies.add(Optional.of(line));
                }
            }
        } catch (IOException e) {
            // the pipe broke: the end, as far as the caller is concerned
        }
        replies.add(Optional.empty());
    }

    private String exitCode() {
        return process.isAlive() ? "" : " (exit code " + process.exitValue() + ")";
    }
}
