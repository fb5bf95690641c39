package io.millrace.features.stage;

import java.util.function.Consumer;
import org.apache.flink.table.data.binary.BinaryRowData;

/** Keys by their bytes: open addressing, linear probing. A clock's hand finds who was not used. */
final class HotKeys {
    private static final int SMALLEST = 64;

    private int[] hashes = new int[SMALLEST];
    private KeyState[] keys = new KeyState[SMALLEST];
    private int size;
    private int hand;

    int size() {
        return size;
    }

    /**
     * Where a key is; -1 when it is not among them.
     *
     * @param hash of the key, not 0, which stands for a free place
     */
    int find(BinaryRowData key, int hash) {
        int mask = hashes.length - 1;
        for (int at = hash >>> 1 & mask; hashes[at] != 0; at = at + 1 & mask) {
            if (hashes[at] == hash && keys[at].isOf(key)) {
                return at;
            }
        }
        return -1;
    }

    /** The key at a place. */
    KeyState at(int place) {
        return keys[place];
    }

    /** Adds a key that is not among them; where it is then. */
    int add(KeyState state) {
        if (size * 2 >= hashes.length) {
            grow();
        }
        size++;
        return place(state);
    }

    private int place(KeyState state) {
        int mask = hashes.length - 1;
        int at = state.hash >>> 1 & mask;
        while (hashes[at] != 0) {
            at = at + 1 & mask;
        }
        hashes[at] = state.hash;
        keys[at] = state;
        return at;
    }

    private void grow() {
        KeyState[] old = keys;
        hashes = new int[old.length * 2];
        keys = new KeyState[old.length * 2];
        hand = 0;
        for (KeyState state : old) {
            if (state != null) {
                place(state);
            }
        }
    }

    /** Removes a key that is among them; those behind move up. */
    @SuppressWarnings("ReferenceEquality") // a place is looked for, not an equal key
    void remove(KeyState state) {
        int mask = hashes.length - 1;
        int free = state.hash >>> 1 & mask;
        while (keys[free] != state) {
            free = free + 1 & mask;
        }
        for (int at = free + 1 & mask; hashes[at] != 0; at = at + 1 & mask) {
            int home = hashes[at] >>> 1 & mask;
            if ((at - home & mask) >= (at - free & mask)) {
                hashes[free] = hashes[at];
                keys[free] = keys[at];
                free = at;
            }
        }
        hashes[free] = 0;
        keys[free] = null;
        size--;
    }

    /** A key that was not used lately; there is one. */
    KeyState unused() {
        while (true) {
            hand = hand + 1 & keys.length - 1;
            KeyState state = keys[hand];
            if (state != null && !state.used) {
                return state;
            }
            if (state != null) {
                state.used = false;
            }
        }
    }

    void forEach(Consumer<KeyState> action) {
        for (KeyState state : keys) {
            if (state != null) {
                action.accept(state);
            }
        }
    }
}
