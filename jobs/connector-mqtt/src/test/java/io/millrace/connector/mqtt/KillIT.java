package io.millrace.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connector.mqtt.broker.BrokerProcess;
import io.millrace.connector.mqtt.broker.SharedBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each message takes effect once when the JVM that runs the job is killed under traffic and the job
 * goes on from the newest checkpoint. -Dmillrace.mqtt.job-kills=30 is the long version.
 */
@ExtendWith(SharedBroker.class)
class KillIT {

    private static final int KILLS = Integer.getInteger("millrace.mqtt.job-kills", 4);
    private static final int CONTROL_KILLS = 4;

    private final BrokerProcess broker;

    KillIT(BrokerProcess broker) {
        this.broker = broker;
    }

    @Test
    void shouldTakeEachMessageOnceWhenTheJobIsKilled() throws Exception {
        KillRun.Outcome outcome = KillRun.run(broker, "killed", KILLS, true);
        System.out.println(KILLS + " kills of the job's JVM: " + outcome);
        assertThat(outcome.state().distinct()).isEqualTo(outcome.published());
        assertThat(outcome.state().total()).isEqualTo(outcome.published());
        assertThat(outcome.output().counts()).hasSize(outcome.published()).containsOnly(1);
        assertThat(outcome.redelivered()).isPositive();
    }

    @Test
    void shouldDoubleWithoutRecognitionWhenTheJobIsKilled() throws Exception {
        KillRun.Outcome outcome = KillRun.run(broker, "killed-doubled", CONTROL_KILLS, false);
        System.out.println("control: " + outcome);
        assertThat(outcome.state().total()).isGreaterThan(outcome.published());
        assertThat(outcome.output().counts()).contains(2);
    }
}
