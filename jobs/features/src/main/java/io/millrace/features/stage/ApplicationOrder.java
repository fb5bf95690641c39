package io.millrace.features.stage;

import io.millrace.features.plan.EntityPlan;
import io.millrace.features.plan.InputPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;

/**
 * The order in which rows of one key are applied in event-time order, whatever order they came in:
 * known time; view sources before the spine; source; retractions first; event time; tie break; the
 * columns that views see; the row's bytes. Rows that this leaves equal are equal.
 */
final class ApplicationOrder implements Comparator<EntityRow> {
    private final List<RowData.FieldGetter[]> columns = new ArrayList<>();
    private final RowDataSerializer[] serializers;

    ApplicationOrder(EntityPlan plan) {
        for (InputPlan input : plan.inputs()) {
            List<Integer> fields = new ArrayList<>(input.tieBreak());
            fields.addAll(input.compared());
            columns.add(FieldGetters.of(input.travelling(), fields));
        }
        serializers =
                plan.inputs().stream()
                        .map(input -> new RowDataSerializer(input.travelling()))
                        .toArray(RowDataSerializer[]::new);
    }

    @Override
    public int compare(EntityRow left, EntityRow right) {
        int order = compareGroup(left, right);
        if (order == 0) {
            order = Boolean.compare(right.isRetraction(), left.isRetraction());
        }
        return order == 0 ? compareRow(left, right) : order;
    }

    /** Rows of one source that become known at one time are applied together. */
    static boolean together(EntityRow left, EntityRow right) {
        return compareGroup(left, right) == 0;
    }

    private static int compareGroup(EntityRow left, EntityRow right) {
        int order = Long.compare(left.known, right.known);
        if (order == 0) {
            order = Boolean.compare(left.isSpine(), right.isSpine());
        }
        return order == 0 ? Integer.compare(left.input, right.input) : order;
    }

    /** Compares two rows of one source, kind and known time aside; 0 only for equal rows. */
    int compareRow(EntityRow left, EntityRow right) {
        int order = Long.compare(left.time, right.time);
        for (RowData.FieldGetter column : columns.get(left.input)) {
            if (order != 0) {
                return order;
            }
            order =
                    compareValues(
                            column.getFieldOrNull(left.row), column.getFieldOrNull(right.row));
        }
        return order == 0 ? Arrays.compareUnsigned(bytes(left), bytes(right)) : order;
    }

    /** Null first; values without an order of their own are left to the row's bytes. */
    @SuppressWarnings("unchecked") // two values of one column have one class
    private static int compareValues(Object left, Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        if (left instanceof byte[] bytes) {
            return Arrays.compareUnsigned(bytes, (byte[]) right);
        }
        return left instanceof Comparable ? ((Comparable<Object>) left).compareTo(right) : 0;
    }

    private byte[] bytes(EntityRow entityRow) {
        BinaryRowData binary = serializers[entityRow.input].toBinaryRow(entityRow.row);
        byte[] bytes = new byte[binary.getSizeInBytes()];
        binary.getSegments()[0].get(binary.getOffset(), bytes);
        return bytes;
    }
}
