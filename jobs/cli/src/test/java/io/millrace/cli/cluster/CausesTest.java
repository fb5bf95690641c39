package io.millrace.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class CausesTest {

    @Test
    void shouldTellTheInnermostMessage() {
        Exception thrown =
                new IllegalStateException(
                        "job failed", new IOException("I/O", new ConnectException("refused")));
        assertThat(Causes.root(thrown)).isEqualTo("ConnectException: refused");
    }

    @Test
    void shouldLeaveOutAClassThatSaysNothing() {
        assertThat(Causes.root(new RuntimeException("no table t"))).isEqualTo("no table t");
    }

    @Test
    void shouldTellTheClassWhenThereIsNoMessage() {
        assertThat(Causes.root(new NullPointerException()))
                .isEqualTo("java.lang.NullPointerException");
    }

    @Test
    void shouldReadTheInnermostCauseOfATrace() {
        String trace =
                """
                org.apache.flink.runtime.JobException: Recovery is suppressed
                \tat org.apache.flink.Some.method(Some.java:1)
                Caused by: java.net.ConnectException: tcp://127.0.0.1:1: refused
                \tat java.base/Net.connect(Net.java:2)
                \t... 3 more
                """;
        assertThat(Causes.rootOfTrace(trace))
                .isEqualTo("ConnectException: tcp://127.0.0.1:1: refused");
    }
}
