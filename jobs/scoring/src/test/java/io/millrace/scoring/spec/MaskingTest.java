package io.millrace.scoring.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskingTest {

    private final Masking masking = new Masking();

    @Test
    void shouldReplaceValuesByNames() {
        masking.add("URL", "jdbc:postgresql://db/plant");
        masking.add("PASSWORD", "a'b");
        masking.add("HOST", "db/plant");
        masking.add("EMPTY", "");

        assertThat(masking.mask("cannot reach jdbc:postgresql://db/plant at db/plant"))
                .isEqualTo("cannot reach ${URL} at ${HOST}");
        assertThat(masking.mask("Encountered 'a''b', which is a'b"))
                .isEqualTo("Encountered '${PASSWORD}', which is ${PASSWORD}");
    }

    @Test
    void shouldReplaceShortValuesOnlyWhereTheyStandAlone() {
        masking.add("COUNT", "1");

        assertThat(masking.mask("1 of 11 rows, column c1"))
                .isEqualTo("${COUNT} of 11 rows, column c1");
    }

    @Test
    void shouldTakeValuesLiterally() {
        masking.add("REGEX", "a.*b$1\\E");

        assertThat(masking.mask("axxb a.*b$1\\E")).isEqualTo("axxb ${REGEX}");
    }
}
