package io.millrace.local;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The services that a {@link ServicesProcess} can run. */
public enum Service {
    /** PostgreSQL 14 with logical replication switched on. */
    POSTGRES,
    /** An MQTT 5 and 3.1.1 broker that keeps sessions and queues over a restart. */
    MQTT,
    /** S3 over a directory. */
    S3,
    /** An Iceberg REST catalog whose tables lie in {@link #S3}. */
    CATALOG;

    /** The name on the wire and in messages, such as {@code mqtt}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
