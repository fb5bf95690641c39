package io.millrace.inference.card;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A value in a golden row. Numbers of every type, and booleans as 0 and 1, are doubles here. */
public sealed interface GoldenValue extends Serializable {

    /** Any number; NaN stands for a missing input. */
    record Numeric(double value) implements GoldenValue {}

    record Text(String value) implements GoldenValue {}

    record Vector(List<GoldenValue> values) implements GoldenValue {
        public Vector {
            values = List.copyOf(values);
        }
    }

    /** Of a ZipMap; int64 keys in their decimal form. */
    record Entries(Map<String, GoldenValue> values) implements GoldenValue {
        public Entries {
            values = Collections.unmodifiableMap(new TreeMap<>(values));
        }
    }
}
