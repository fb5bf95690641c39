package io.millrace.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void shouldPutColumnsBelowEachOther() {
        TextTable table = new TextTable().row("uid", "name").row("a-long-uid", "x").row("b");
        assertThat(table.lines()).containsExactly("uid         name", "a-long-uid  x", "b");
    }

    @Test
    void shouldBeEmptyWithoutRows() {
        assertThat(new TextTable().lines()).isEmpty();
    }
}
