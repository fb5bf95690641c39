package io.millrace.inference.lineup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CanaryKeyTest {

    private final CanaryKey keys = new CanaryKey("pump");

    private int bucket(CanaryKey key, int customer) {
        return key.bucket(String.valueOf(customer).getBytes(StandardCharsets.UTF_8));
    }

    /** CRC-32C("pump:123456789") by another implementation. */
    @Test
    void shouldNeverPutAKeyElsewhere() {
        assertThat(bucket(keys, 123456789)).isEqualTo(0x90d67fd6L % 10_000);
    }

    @Test
    void shouldGiveEveryShareWhatItAsksFor() {
        int customers = 100_000;
        for (int share : new int[] {10, 100, 500, 5_000}) {
            long taken = IntStream.range(0, customers).filter(c -> bucket(keys, c) < share).count();
            assertThat((double) taken / customers)
                    .isBetween(0.8 * share / Cast.WHOLE, 1.2 * share / Cast.WHOLE);
        }
    }

    @Test
    void shouldNotGiveTheCanariesOfTwoModelsTheSameKeys() {
        CanaryKey other = new CanaryKey("fan");
        long both =
                IntStream.range(0, 100_000)
                        .filter(c -> bucket(keys, c) < 1_000 && bucket(other, c) < 1_000)
                        .count();
        assertThat(both).isBetween(700L, 1_300L);
    }
}
