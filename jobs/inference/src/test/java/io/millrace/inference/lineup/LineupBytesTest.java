package io.millrace.inference.lineup;

import static io.millrace.inference.lineup.Versions.canary;
import static io.millrace.inference.lineup.Versions.challenger;
import static io.millrace.inference.lineup.Versions.champion;
import static io.millrace.inference.lineup.Versions.folder;
import static io.millrace.inference.lineup.Versions.lineup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class LineupBytesTest {

    private final Lineup lineup =
            lineup(champion("2", 1, 1_000), canary("3", 250, 2), challenger("4", 3));
    private final Timeline timeline = Timeline.of(folder("1")).next(lineup, 500);

    @Test
    void shouldReadWhatItWrote() {
        assertThat(LineupBytes.lineup(LineupBytes.of(lineup))).isEqualTo(lineup);
        assertThat(LineupBytes.timeline(LineupBytes.of(timeline))).isEqualTo(timeline);
    }

    /** Bytes that were written by the first version of the format, which every later one reads. */
    @Test
    void shouldReadTheFirstFormat() throws IOException {
        assertThat(LineupBytes.timeline(golden())).isEqualTo(timeline);
    }

    private static byte[] golden() throws IOException {
        try (InputStream file = LineupBytesTest.class.getResourceAsStream("/timeline-1.hex")) {
            String hex = new String(file.readAllBytes(), StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
        }
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() {
        byte[] bytes = LineupBytes.of(timeline);
        byte[] later = bytes.clone();
        later[0] = 9;
        assertThatThrownBy(() -> LineupBytes.timeline(later)).hasMessageContaining("format 9");
        for (int length = 1; length < bytes.length; length += 7) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> LineupBytes.timeline(cut))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatThrownBy(() -> LineupBytes.timeline(longer))
                .hasMessageContaining("1 bytes behind");
    }
}
