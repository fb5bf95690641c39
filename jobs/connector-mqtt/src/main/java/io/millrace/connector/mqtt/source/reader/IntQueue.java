package io.millrace.connector.mqtt.source.reader;

import java.util.Arrays;

/** A queue of ints in a ring that grows. */
final class IntQueue {

    private int[] ring = new int[64];
    private int head;
    private int size;

    int size() {
        return size;
    }

    void add(int value) {
        if (size == ring.length) {
            int[] grown = Arrays.copyOf(take(size), 2 * ring.length);
            size = ring.length;
            ring = grown;
            head = 0;
        }
        ring[(head + size) & (ring.length - 1)] = value;
        size++;
    }

    /** The element at this distance from the head. */
    int get(int index) {
        return ring[(head + index) & (ring.length - 1)];
    }

    /** Removes and returns so many from the head. */
    int[] take(int count) {
        int[] taken = new int[count];
        for (int i = 0; i < count; i++) {
            taken[i] = get(i);
        }
        head = (head + count) & (ring.length - 1);
        size -= count;
        return taken;
    }

    void clear() {
        size = 0;
    }
}
