package io.millrace.features.stage;

import java.io.IOException;
import java.util.function.ToLongFunction;
import javax.annotation.Nullable;
import org.apache.flink.api.common.state.ValueState;

/** One value of the current key, read when it is first asked for. */
final class KeyValue<T> {
    /** Makes a value from what an older definition kept; null when nothing is left of it. */
    interface Adaptation<T> {
        @Nullable
        T adapt(T kept) throws IOException;
    }

    private final KeyedValues owner;
    private final int number;
    private final ValueState<T> state;
    private final Adaptation<T> adaptation;
    private final ToLongFunction<T> weight;

    KeyValue(
            KeyedValues owner,
            int number,
            ValueState<T> state,
            Adaptation<T> adaptation,
            ToLongFunction<T> weight) {
        this.owner = owner;
        this.number = number;
        this.state = state;
        this.adaptation = adaptation;
        this.weight = weight;
    }

    /** Null when there is none. To be changed in place only with {@link #changed}. */
    @Nullable
    T get() throws IOException {
        KeyState key = owner.current();
        return key.isRead(number) ? value(key) : read(key);
    }

    @SuppressWarnings("unchecked") // only this class sets values of this number
    @Nullable
    private T value(KeyState key) {
        return (T) key.values[number];
    }

    @SuppressWarnings("ReferenceEquality") // whether the adaptation has made another one
    @Nullable
    private T read(KeyState key) throws IOException {
        owner.select();
        T kept = state.value();
        T value = kept == null ? null : adaptation.adapt(kept);
        key.values[number] = value;
        key.markRead(number);
        if (value != kept) {
            set(value);
        }
        return value;
    }

    /** Puts another value in its place; null for none. */
    void set(@Nullable T value) throws IOException {
        KeyState key = owner.current();
        key.values[number] = value;
        key.markDirty(number);
        owner.changed(this);
    }

    /** To be called after a change in place of what {@link #get} gave or {@link #set} took. */
    void changed() {
        owner.changedInPlace(number);
    }

    void write(KeyState key) throws IOException {
        T value = value(key);
        if (value == null) {
            state.clear();
        } else {
            state.update(value);
        }
        key.markClean(number);
    }

    int number() {
        return number;
    }

    /** Estimated bytes of a key's value. */
    long weight(KeyState key) {
        T value = value(key);
        return value == null ? 0 : weight.applyAsLong(value);
    }
}
