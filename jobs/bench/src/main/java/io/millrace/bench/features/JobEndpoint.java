package io.millrace.bench.features;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A job's address in Flink's REST interface, to ask for checkpoints at a given moment. */
final class JobEndpoint {

    private static final Pattern REQUEST = Pattern.compile("\"request-id\":\"([0-9a-f]+)\"");
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(20);

    private final URI job;
    private final HttpClient client = HttpClient.newHttpClient();

    JobEndpoint(URI job) {
        this.job = job;
    }

    /**
     * Takes a checkpoint and waits for its completion.
     *
     * @throws IOException if it fails
     */
    void checkpoint() throws IOException {
        String accepted =
                send(
                        HttpRequest.newBuilder(URI.create(job + "/checkpoints"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build());
        Matcher request = REQUEST.matcher(accepted);
        if (!request.find()) {
            throw new IOException("Flink did not accept a checkpoint: " + accepted);
        }
        URI status = URI.create(job + "/checkpoints/" + request.group(1));
        String answer = send(HttpRequest.newBuilder(status).build());
        while (answer.contains("IN_PROGRESS")) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
            answer = send(HttpRequest.newBuilder(status).build());
        }
        if (answer.contains("failureCause") && !answer.contains("\"failureCause\":null")) {
            throw new IOException("the checkpoint failed: " + answer);
        }
    }

    private String send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("while waiting for " + request.uri());
        }
    }
}
