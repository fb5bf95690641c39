package io.millrace.features.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;

/**
 * The values of the current key, and of hot keys between their rows: one look-up a row, however
 * many values a key has. What Flink's backend does with a value decides what may be kept:
 *
 * <pre>
 * OBJECTS   holds the object itself      every key; after a snapshot it must be asked again
 * BYTES     serializes, deserializes     what the budget allows; written at a snapshot, or when
 *                                        the key gives way to others
 * ONE_KEY   one key after another        the current key
 * UNKNOWN   something else               nothing: written after each row, read with the next
 * </pre>
 */
final class KeyedValues {
    /** What a backend does with a value. */
    enum Backend {
        OBJECTS,
        BYTES,
        ONE_KEY,
        UNKNOWN
    }

    /** Makes a key Flink's current one. */
    interface Selection {
        void select(BinaryRowData key);
    }

    /** Of a key without values, in the table. */
    private static final long KEY_WEIGHT = 200;

    private final Backend backend;
    private final long budget;
    private final Selection selection;
    private final List<KeyValue<?>> values = new ArrayList<>();
    private final HotKeys keys = new HotKeys();
    private KeyState only;
    private int place;
    private boolean isSelected;
    private long weight;
    private int epoch;

    /**
     * @param budget estimated bytes of the values that may stay; for {@link Backend#BYTES}
     */
    KeyedValues(Backend backend, long budget, Selection selection) {
        this.backend = backend;
        this.budget = budget;
        this.selection = selection;
    }

    /** A value that every key may have; all are declared before the first key comes. */
    <T> KeyValue<T> value(
            ValueState<T> state, KeyValue.Adaptation<T> adaptation, ToLongFunction<T> valueWeight) {
        KeyValue<T> value = new KeyValue<>(this, values.size(), state, adaptation, valueWeight);
        values.add(value);
        return value;
    }

    /** Turns to a key, which is binary, and whose bytes may change after {@link #end}. */
    void begin(RowData rowKey) {
        BinaryRowData key = (BinaryRowData) rowKey;
        if (backend == Backend.ONE_KEY) {
            beginOnly(key);
            return;
        }
        int hash = KeyState.hash(key);
        int found = keys.find(key, hash);
        if (found < 0) {
            KeyState state = newState(key, hash);
            found = keys.add(state);
            weight += KEY_WEIGHT;
            state.weight = KEY_WEIGHT;
        }
        place = found;
        isSelected = false;
        KeyState state = keys.at(found);
        state.used = true;
        if (state.epoch != epoch) {
            state.forget();
            state.epoch = epoch;
        }
    }

    private KeyState newState(BinaryRowData key, int hash) {
        KeyState state = new KeyState(key.copy(), hash, values.size());
        state.epoch = epoch;
        return state;
    }

    /** Flink fires the timers of a key when the next one is selected, which is done first. */
    private void beginOnly(BinaryRowData key) {
        if (only != null && only.isOf(key)) {
            return;
        }
        KeyState next = newState(key, 0);
        selection.select(next.key);
        only = next;
        isSelected = true;
    }

    /** A place rather than a reference, which the collector would have to be told with each row. */
    KeyState current() {
        return backend == Backend.ONE_KEY ? only : keys.at(place);
    }

    /** Makes the current key Flink's, for whoever goes to the state itself. */
    void select() {
        if (!isSelected) {
            selection.select(current().key);
            isSelected = true;
        }
    }

    /** To be called when Flink's current key was changed by somebody else. */
    void deselect() {
        isSelected = false;
    }

    void changed(KeyValue<?> value) throws IOException {
        if (backend == Backend.OBJECTS || backend == Backend.ONE_KEY) {
            select();
            value.write(current());
        }
    }

    void changedInPlace(int number) {
        if (backend == Backend.BYTES || backend == Backend.UNKNOWN) {
            current().markDirty(number);
        }
    }

    /** Turns away from the current key. */
    void end() throws IOException {
        switch (backend) {
            case OBJECTS -> {
                if (current().isEmpty()) {
                    keys.remove(current());
                }
            }
            case BYTES -> {
                KeyState state = current();
                weigh(state);
                if (state.isEmpty()) {
                    evict(state);
                }
                while (weight > budget && keys.size() > 0) {
                    evict(keys.unused());
                }
            }
            case UNKNOWN -> evict(current());
            case ONE_KEY -> {}
        }
    }

    private void weigh(KeyState state) {
        long now = KEY_WEIGHT;
        for (KeyValue<?> value : values) {
            now += value.weight(state);
        }
        weight += now - state.weight;
        state.weight = now;
    }

    private void evict(KeyState state) throws IOException {
        write(state);
        keys.remove(state);
        weight -= state.weight;
    }

    private void write(KeyState state) throws IOException {
        for (KeyValue<?> value : values) {
            if (state.isDirty(value.number())) {
                isSelected = false;
                selection.select(state.key);
                value.write(state);
            }
        }
    }

    /** Before a snapshot: brings the backend up to date. */
    void snapshot() throws IOException {
        if (backend == Backend.OBJECTS) {
            epoch++;
            return;
        }
        try {
            keys.forEach(this::writeUnchecked);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void writeUnchecked(KeyState state) {
        try {
            write(state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
