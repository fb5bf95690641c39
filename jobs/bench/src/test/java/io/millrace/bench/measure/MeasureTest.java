package io.millrace.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasureTest {

    @Test
    void shouldTakeTheMiddleAndTheEnds() {
        assertThat(Spread.of(List.of(3.0, 1.0, 9.0))).isEqualTo(new Spread(3, 1, 9));
        assertThat(Spread.of(List.of(4.0, 1.0, 9.0, 2.0)).median()).isEqualTo(3, within(1e-9));
        assertThat(Spread.of(List.of(4.0))).isEqualTo(new Spread(4, 4, 4));
    }

    @Test
    void shouldCountUserAndSystemTimeOfTheThreadsItKnowsByName() {
        String stat = "12 (GC Thread#0) S 1 2 3 0 -1 64 5 6 7 8 30 12 0 0 20 0 9 0";
        assertThat(NativeThreads.time(stat, List.of("GC Thread"))).isEqualTo(420_000_000);
        assertThat(NativeThreads.time(stat, List.of("C2 Compiler"))).isZero();
        assertThat(NativeThreads.time("", List.of("GC Thread"))).isZero();
    }

    @Test
    void shouldSayThatAJobTookNoMark() {
        assertThatThrownBy(() -> Mark.of(Map.of(), Mark.END))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mark-end-wall")
                .hasMessageContaining("fewer rows");
    }
}
