package io.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicesLifecycleIT {

    @TempDir Path directory;

    @Test
    void shouldLeaveNothingBehindWhenKilled() throws IOException {
        ServicesProcess services = ServicesProcess.start(ServicesSettings.of(Service.POSTGRES));
        Path home = services.directory();
        ProcessHandle server = postgres(home);

        services.killAll();

        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(server.isAlive()).isFalse());
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertThat(home).doesNotExist());
    }

    @Test
    void shouldRefuseAnUnknownServiceAndRemoveTemporaryDataWhenClosed() {
        ServicesProcess services = ServicesProcess.start(ServicesSettings.of(Service.S3));
        Path home = services.directory();
        assertThat(home).isDirectory();
        assertThatThrownBy(() -> services.stop(Service.MQTT))
                .hasMessageContaining("mqtt is not among the services of this run: [s3]");

        services.close();

        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertThat(home).doesNotExist());
    }

    @Test
    void shouldTakeUpADirectoryWithItsDataAndAddresses() throws Exception {
        ServicesSettings settings =
                ServicesSettings.of(Service.POSTGRES, Service.S3).in(directory, true);
        Endpoints before;
        ProcessHandle server;
        try (ServicesProcess first = ServicesProcess.start(settings)) {
            before = first.endpoints();
            execute(before.postgres(), "CREATE TABLE kept (id INT)");
            server = postgres(directory);
        }
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(server.isAlive()).isFalse());
        try (ServicesProcess second = ServicesProcess.start(settings)) {
            assertThat(second.endpoints()).isEqualTo(before);
            execute(before.postgres(), "INSERT INTO kept VALUES (1)");
        }
    }

    @Test
    void shouldNameTheServiceThatDoesNotComeUp() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(
                    directory.resolve("services.properties"), "s3.port=" + taken.getLocalPort());
            assertThatThrownBy(
                            () ->
                                    ServicesProcess.start(
                                            ServicesSettings.of(Service.S3).in(directory, true)))
                    .isInstanceOf(ServicesException.class)
                    .hasMessageContaining("s3: ")
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()))
                    .hasMessageContaining("The end of " + directory.resolve("services.log"));
        }
    }

    private static ProcessHandle postgres(Path home) throws IOException {
        List<String> lines = Files.readAllLines(home.resolve("postgres/data/postmaster.pid"));
        ProcessHandle server = ProcessHandle.of(Long.parseLong(lines.get(0).strip())).orElseThrow();
        assertThat(server.isAlive()).isTrue();
        return server;
    }

    private static void execute(Endpoints.Postgres postgres, String sql) throws SQLException {
        try (Connection database =
                        DriverManager.getConnection(
                                postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
