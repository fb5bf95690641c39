package io.millrace.scoring.script;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void shouldCountFromOne() {
        Lines lines = new Lines("ab\ncd\r\n\re");

        assertThat(new int[] {lines.line(0), lines.column(0)}).containsExactly(1, 1);
        assertThat(new int[] {lines.line(2), lines.column(2)}).containsExactly(1, 3);
        assertThat(new int[] {lines.line(3), lines.column(3)}).containsExactly(2, 1);
        assertThat(new int[] {lines.line(6), lines.column(6)}).containsExactly(2, 4);
        assertThat(new int[] {lines.line(7), lines.column(7)}).containsExactly(3, 1);
        assertThat(new int[] {lines.line(8), lines.column(8)}).containsExactly(4, 1);
    }

    @Property(seed = "45", tries = 300)
    void shouldGoThereAndBack(
            @ForAll @Chars({'a', '\n', '\r'}) @StringLength(min = 1, max = 30) String text) {
        Lines lines = new Lines(text);
        for (int offset = 0; offset < text.length(); offset++) {
            assertThat(lines.offset(lines.line(offset), lines.column(offset))).isEqualTo(offset);
        }
    }

    @Test
    void shouldStayWithinTheText() {
        assertThat(new Lines("ab\ncd").offset(9, 9)).isEqualTo(5);
        assertThat(new Lines("ab\ncd").offset(0, 0)).isZero();
    }
}
