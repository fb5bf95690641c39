package io.millrace.scoring.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

class PairingTest {

    private static final RowDataSerializer ROWS =
            new RowDataSerializer(RowType.of(new BigIntType()));

    private final Pairing pairing = new Pairing();
    private final List<String> pairs = new ArrayList<>();

    private PairingTest logged(long... values) {
        return add(true, values);
    }

    private PairingTest recomputed(long... values) {
        return add(false, values);
    }

    private PairingTest add(boolean logged, long... values) {
        for (long value : values) {
            pairing.add(ROWS.toBinaryRow(GenericRowData.of(value)).copy(), logged);
        }
        return this;
    }

    private List<String> pair() {
        pairing.pair(
                (left, right) -> (int) Math.abs(left.getLong(0) - right.getLong(0)),
                (left, right) -> pairs.add(left.getLong(0) + "-" + right.getLong(0)));
        return pairs;
    }

    private static List<Long> values(List<BinaryRowData> rows) {
        return rows.stream().map(row -> row.getLong(0)).toList();
    }

    @Test
    void shouldPairTwoRowsWhateverTheyAre() {
        assertThat(logged(1).recomputed(9).pair()).containsExactly("1-9");
    }

    @Test
    void shouldPairEqualRowsOneToOne() {
        assertThat(logged(1, 1, 2).recomputed(2, 1).pair()).containsExactlyInAnyOrder("1-1", "2-2");
        assertThat(values(pairing.logged())).containsExactly(1L);
        assertThat(pairing.recomputed()).isEmpty();
    }

    @Test
    void shouldPairWhatIsLeftWithItsNearest() {
        assertThat(logged(10, 20).recomputed(21, 11, 50).pair())
                .containsExactlyInAnyOrder("10-11", "20-21");
        assertThat(values(pairing.recomputed())).containsExactly(50L);
    }

    @Test
    void shouldLeaveRowsOfOneSideAlone() {
        assertThat(recomputed(1, 2).pair()).isEmpty();
        assertThat(values(pairing.recomputed())).containsExactly(1L, 2L);
    }
}
