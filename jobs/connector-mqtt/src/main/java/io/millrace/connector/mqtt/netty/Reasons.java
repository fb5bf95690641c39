package io.millrace.connector.mqtt.netty;

import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Names the reason of a failed or lost connection for people. */
final class Reasons {

    private Reasons() {}

    static String of(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return "the host name cannot be resolved";
        }
        if (cause instanceof ConnectException) {
            return "nothing answers there (" + cause.getMessage() + ")";
        }
        if (cause instanceof SSLException || cause.getCause() instanceof SSLException) {
            return "the TLS handshake failed ("
                    + cause.getMessage()
                    + "); see 'tls.ca-file', 'tls.certificate-file' and 'tls.verify-hostname'";
        }
        return "the connection broke (" + cause + ")";
    }
}
