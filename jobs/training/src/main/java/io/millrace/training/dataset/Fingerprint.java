package io.millrace.training.dataset;

import java.nio.charset.StandardCharsets;

/** 64 bits of a text that are the same on every machine and in every version. */
final class Fingerprint {

    private Fingerprint() {}

    /** FNV-1a, with the finish of MurmurHash3 so that neighbouring ids part ways. */
    static long of(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
