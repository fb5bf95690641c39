package io.millrace.bench.mqtt;

import java.nio.charset.StandardCharsets;

/** What is published: {@code {"id":17,"text":"xxx..."}}. */
final class Payload {

    /** Room for the number. */
    private static final int FRAME = 30;

    private final String filler;

    /**
     * @param bytes length of a payload, give or take a few
     */
    Payload(int bytes) {
        this.filler = ",\"text\":\"" + "x".repeat(Math.max(0, bytes - FRAME)) + "\"}";
    }

    byte[] of(long id) {
        return ("{\"id\":" + id + filler).getBytes(StandardCharsets.US_ASCII);
    }
}
