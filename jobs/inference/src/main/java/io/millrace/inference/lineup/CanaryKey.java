package io.millrace.inference.lineup;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Places keys in {@link Cast#WHOLE} buckets: CRC-32C of {@code <model>:<key as text>} in UTF-8,
 * modulo {@link Cast#WHOLE}. A canary of 5 % has the buckets 0 to 499, whatever its version, so
 * that a growing share keeps the keys that it has. Anybody can compute it; it must not change.
 */
public final class CanaryKey {

    private final CRC32C sum = new CRC32C();
    private final byte[] prefix;

    /** {@code model} keeps the canaries of two models from having the same keys. */
    public CanaryKey(String model) {
        this.prefix = (model + ":").getBytes(StandardCharsets.UTF_8);
    }

    /** From 0 to {@link Cast#WHOLE} − 1. */
    public int bucket(byte[] key) {
        sum.reset();
        sum.update(prefix, 0, prefix.length);
        sum.update(key, 0, key.length);
        return (int) (sum.getValue() % Cast.WHOLE);
    }
}
