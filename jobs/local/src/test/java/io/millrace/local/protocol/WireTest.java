package io.millrace.local.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.local.Service;
import io.millrace.local.ServicesSettings;
import io.millrace.local.plant.LiveAccount;
import io.millrace.local.plant.LiveProgress;
import io.millrace.local.plant.LiveSettings;
import io.millrace.local.plant.PlantTruth;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireTest {

    private final Wire wire = new Wire();

    static Stream<Request> requests() {
        return Stream.of(
                new Request.Open(ServicesSettings.all().in(Path.of("/tmp/x"), true)),
                new Request.Stop(Service.MQTT),
                new Request.Start(Service.POSTGRES),
                new Request.Kill(Service.S3),
                new Request.Shutdown(),
                new Request.PreparePlant(LiveSettings.standard()),
                new Request.StartPlant(),
                new Request.PlantProgress(),
                new Request.StopPlant());
    }

    @ParameterizedTest
    @MethodSource("requests")
    void shouldReadWhatItWrote(Request request) {
        Wire.Call call = new Wire.Call(3, request);
        String line = wire.write(call);
        assertThat(line).doesNotContain("\n");
        assertThat(wire.read(line, Wire.Call.class)).isEqualTo(call);
    }

    @Test
    void shouldCarryAnAccountInAReply() {
        Instant now = Instant.parse("2026-06-01T00:00:00Z");
        LiveAccount account =
                new LiveAccount(
                        new LiveProgress(now, 1, 2, 3, 4, 5, 6, 7, Duration.ofMillis(8)),
                        List.of(new PlantTruth.Failure(1001, now)),
                        now);
        String line = wire.write(new Wire.Reply(1, null, wire.node(account)));
        Wire.Reply reply = wire.read(line, Wire.Reply.class);
        assertThat(wire.read(reply.result(), LiveAccount.class)).isEqualTo(account);
    }

    @Test
    void shouldShowTheLineThatItCannotRead() {
        assertThatThrownBy(() -> wire.read("{\"id\":", Wire.Call.class))
                .hasMessage("not a Call: {\"id\":");
    }
}
