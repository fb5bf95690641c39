package io.millrace.features.stage;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** Options of the entities' state, in Flink's own configuration. */
public final class StateOptions {
    /** Heap for hot keys on RocksDB. */
    public static final ConfigOption<MemorySize> HOT_KEYS_MEMORY =
            ConfigOptions.key("millrace.features.hot-keys-memory")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(64))
                    .withDescription(
                            "Where state is kept as bytes (RocksDB): heap that each parallel"
                                    + " instance of an entity's operator may use for the state of"
                                    + " keys that were used lately, by estimate. Their changes are"
                                    + " written when a checkpoint is taken, or when a key gives"
                                    + " way to others. 0 writes each change at once.");

    private StateOptions() {}
}
