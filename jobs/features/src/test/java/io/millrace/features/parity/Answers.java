package io.millrace.features.parity;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a job has answered, by the number of the payment: the first 128 bits of the SHA-256 of all
 * of a row's bytes. A failure makes rows come again; they must be the same then.
 */
final class Answers implements AutoCloseable {

    private static final Map<UUID, Answers> ALL = new ConcurrentHashMap<>();

    final UUID id = UUID.randomUUID();
    final AtomicLong repeated = new AtomicLong();
    final AtomicLong contradicted = new AtomicLong();
    private final long[] high;
    private final long[] low;
    private final long[] disputed;

    private Answers(int payments) {
        high = new long[payments];
        low = new long[payments];
        disputed = new long[payments];
    }

    static Answers of(int payments) {
        Answers answers = new Answers(payments);
        ALL.put(answers.id, answers);
        return answers;
    }

    static Answers of(UUID id) {
        return ALL.get(id);
    }

    void put(int payment, byte[] row, long disputes) {
        ByteBuffer digest = ByteBuffer.wrap(sha256(row));
        long first = digest.getLong();
        long second = digest.getLong();
        synchronized (this) {
            if (low[payment] != 0) {
                repeated.incrementAndGet();
                if (high[payment] != first || low[payment] != second) {
                    contradicted.incrementAndGet();
                }
            }
            high[payment] = first;
            low[payment] = second;
            disputed[payment] = disputes;
        }
    }

    private static byte[] sha256(byte[] row) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(row);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    synchronized long answered() {
        long answered = 0;
        for (long half : low) {
            answered += half == 0 ? 0 : 1;
        }
        return answered;
    }

    /** How many payments have the same answer in both; none at all is not an answer. */
    long equal(Answers other) {
        long equal = 0;
        for (int i = 0; i < low.length; i++) {
            boolean same = high[i] == other.high[i] && low[i] == other.low[i];
            equal += same && low[i] != 0 ? 1 : 0;
        }
        return equal;
    }

    /** The number of disputes that a payment's answer counts. */
    long disputed(int payment) {
        return disputed[payment];
    }

    @Override
    public void close() {
        ALL.remove(id);
    }
}
