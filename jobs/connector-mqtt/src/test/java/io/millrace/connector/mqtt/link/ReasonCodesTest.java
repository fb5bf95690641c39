package io.millrace.connector.mqtt.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What becomes of a connection by what the broker says. */
class ReasonCodesTest {

    @Test
    void shouldFailWhereAnotherAttemptWouldHarm() {
        assertThat(ReasonCodes.response(0x8E)).isEqualTo(LossResponse.FAIL);
        assertThat(ReasonCodes.response(0x95)).isEqualTo(LossResponse.FAIL);
    }

    @Test
    void shouldFailAtStartWhereSettingsAreWrong() {
        assertThat(ReasonCodes.response(0x84)).isEqualTo(LossResponse.FAIL_AT_START);
        assertThat(ReasonCodes.response(0x86)).isEqualTo(LossResponse.FAIL_AT_START);
        assertThat(ReasonCodes.response(0x87)).isEqualTo(LossResponse.FAIL_AT_START);
    }

    @Test
    void shouldRetryWhereTheBrokerMayRecover() {
        assertThat(ReasonCodes.response(0)).isEqualTo(LossResponse.RETRY);
        assertThat(ReasonCodes.response(0x88)).isEqualTo(LossResponse.RETRY);
        assertThat(ReasonCodes.response(0x8B)).isEqualTo(LossResponse.RETRY);
        assertThat(ReasonCodes.response(0xFF)).isEqualTo(LossResponse.RETRY);
    }

    @Test
    void shouldTranslateTheCodesOfMqtt3() {
        assertThat(ReasonCodes.ofConnectReturnCode(0)).isZero();
        assertThat(ReasonCodes.ofConnectReturnCode(4)).isEqualTo(0x86);
        assertThat(ReasonCodes.ofConnectReturnCode(5)).isEqualTo(0x87);
        assertThat(ReasonCodes.ofConnectReturnCode(0x87)).isEqualTo(0x87);
    }

    @Test
    void shouldNameTheCode() {
        assertThat(ReasonCodes.text(0x87)).isEqualTo("not authorized (0x87)");
        assertThat(ReasonCodes.text(0xF0)).isEqualTo("unknown reason (0xF0)");
    }
}
