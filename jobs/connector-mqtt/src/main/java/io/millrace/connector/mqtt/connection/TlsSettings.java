package io.millrace.connector.mqtt.connection;

import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * Files for TLS, read by the tasks.
 *
 * @param caFile PEM with the authorities to trust; null for those of the JVM
 * @param certificateFile PEM with the client's chain; null without mutual TLS
 * @param keyFile PEM with the client's key; null without mutual TLS
 * @param keyPassword null if the key is not encrypted
 */
public record TlsSettings(
        @Nullable String caFile,
        @Nullable String certificateFile,
        @Nullable String keyFile,
        @Nullable String keyPassword,
        boolean verifyHostname)
        implements Serializable {

    /** Without the password. */
    @Override
    public String toString() {
        return "TlsSettings[ca="
                + caFile
                + ", certificate="
                + certificateFile
                + ", verifyHostname="
                + verifyHostname
                + "]";
    }
}
