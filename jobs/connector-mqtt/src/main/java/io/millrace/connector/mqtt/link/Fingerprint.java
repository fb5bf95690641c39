package io.millrace.connector.mqtt.link;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A 64-bit hash, stable over JVMs and versions: it is kept in checkpoints. Folds eight bytes at a
 * time and finishes with the 64-bit mixer of SplittableRandom.
 */
public final class Fingerprint {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private long hash;

    private Fingerprint(long seed) {
        this.hash = seed;
    }

    /** Begins a hash; different seeds give independent ones. */
    public static Fingerprint seeded(long seed) {
        return new Fingerprint(seed);
    }

    public Fingerprint add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds the bytes and their number, so that adjacent parts cannot trade bytes unnoticed. */
    public Fingerprint add(byte[] bytes) {
        int i = 0;
        for (; i + 8 <= bytes.length; i += 8) {
            fold((long) LONGS.get(bytes, i));
        }
        long rest = 0;
        for (int shift = 0; i < bytes.length; i++, shift += 8) {
            rest |= (bytes[i] & 0xFFL) << shift;
        }
        fold(rest);
        fold(bytes.length);
        return this;
    }

    public long value() {
        return mix(hash);
    }

    private void fold(long word) {
        hash = mix(Long.rotateLeft(hash, 27) * MULTIPLIER + word);
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return b ^ (b >>> 31);
    }
}
