package io.millrace.connector.mqtt.session;

import javax.annotation.Nullable;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * The broker was never reached by this job. Marked so that Flink fails the job instead of
 * restarting it: the settings are wrong, or the broker is not there, and somebody has to look.
 */
// ThrowableAnnotation is internal to Flink; there is no public way to stop a restart strategy.
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class MqttStartException extends MqttSessionException {

    private static final long serialVersionUID = 1L;

    public MqttStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
