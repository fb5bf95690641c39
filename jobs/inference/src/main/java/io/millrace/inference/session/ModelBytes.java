package io.millrace.inference.session;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A model file in memory: what was hashed is what is loaded, whatever happens to the file
 * meanwhile.
 */
public final class ModelBytes {

    private final String source;
    private final byte[] content;
    private final String sha256;

    /**
     * Takes the array over; it must not be changed afterwards.
     *
     * @param source named in errors
     */
    public ModelBytes(String source, byte[] content) {
        this.source = source;
        this.content = content;
        this.sha256 = sha256(content);
    }

    public String source() {
        return source;
    }

    /** 64 lower-case hex digits. */
    public String sha256() {
        return sha256;
    }

    /** The file itself; to be read only. */
    public byte[] content() {
        return content;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
