package io.millrace.inference.stage;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.StringData;

/** A model's value in Flink's internal form. Numbers and booleans are the same in both. */
final class OutputValue {

    private OutputValue() {}

    @Nullable
    static Object internal(@Nullable Object value) {
        if (value instanceof String text) {
            return StringData.fromString(text);
        } else if (value instanceof float[] array) {
            return new GenericArrayData(array);
        } else if (value instanceof double[] array) {
            return new GenericArrayData(array);
        } else if (value instanceof long[] array) {
            return new GenericArrayData(array);
        } else if (value instanceof int[] array) {
            return new GenericArrayData(array);
        } else if (value instanceof boolean[] array) {
            return new GenericArrayData(array);
        } else if (value instanceof String[] texts) {
            return new GenericArrayData(Arrays.stream(texts).map(StringData::fromString).toArray());
        } else if (value instanceof Map<?, ?> map) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            map.forEach((key, entry) -> entries.put(internal(key), internal(entry)));
            return new GenericMapData(entries);
        }
        return value;
    }
}
