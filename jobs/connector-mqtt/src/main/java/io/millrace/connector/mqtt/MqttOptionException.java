package io.millrace.connector.mqtt;

import java.util.List;

/** Options that cannot be used; the message lists every problem with its option and the way out. */
public final class MqttOptionException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * @param problems one sentence each, at least one
     */
    public MqttOptionException(List<String> problems) {
        super(
                problems.size() == 1
                        ? problems.get(0)
                        : problems.size() + " problems:\n  - " + String.join("\n  - ", problems));
    }
}
