package io.millrace.local;

import java.io.Serial;

/** A service did not do what it was asked; the message ends with the last lines of the log. */
public final class ServicesException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    ServicesException(String message) {
        super(message);
    }

    ServicesException(String message, Throwable cause) {
        super(message, cause);
    }
}
