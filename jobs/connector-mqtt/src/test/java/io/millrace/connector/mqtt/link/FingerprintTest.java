package io.millrace.connector.mqtt.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Fingerprints are kept in checkpoints: their values never change. */
class FingerprintTest {

    @Test
    void shouldStayTheSameOverVersions() {
        long value = Fingerprint.seeded(0).add("plant/7").add(new byte[] {1, 2, 3}).value();
        assertThat(value).isEqualTo(-7_517_571_509_350_488_392L);
    }

    @Test
    void shouldSeparateParts() {
        assertThat(Fingerprint.seeded(0).add("ab").add("c").value())
                .isNotEqualTo(Fingerprint.seeded(0).add("a").add("bc").value());
        assertThat(Fingerprint.seeded(0).add(new byte[8]).value())
                .isNotEqualTo(Fingerprint.seeded(0).add(new byte[9]).value());
        assertThat(Fingerprint.seeded(0).add("a").value())
                .isNotEqualTo(Fingerprint.seeded(1).add("a").value());
    }

    @Test
    void shouldNotCollideOnNumbers() {
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            seen.add(Fingerprint.seeded(0).add("t").add(String.valueOf(i)).value());
        }
        assertThat(seen).hasSize(100_000);
    }
}
