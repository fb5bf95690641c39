package io.millrace.connector.mqtt.session;

import java.io.IOException;
import javax.annotation.Nullable;

/** The broker cannot be used any more; the message names it, the reason and the way out. */
public class MqttSessionException extends IOException {

    private static final long serialVersionUID = 1L;

    public MqttSessionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
