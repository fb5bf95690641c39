package io.millrace.local.services;

import io.millrace.local.Endpoints;
import io.millrace.local.Service;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.annotation.Nullable;

/** PostgreSQL as a change-data-capture source wants it, in processes of its own. */
final class PostgresService implements LocalService {

    private static final String USER = "postgres";

    /** Everybody on this machine can reach 127.0.0.1; only the caller knows the password. */
    private static final String ACCESS =
            """
            host all all 127.0.0.1/32 scram-sha-256
            host replication all 127.0.0.1/32 scram-sha-256
            """;

    private final Path directory;
    private final Path binaries;
    private final ProcessBuilder.Redirect log;
    private final int port;
    private final String password;
    private final String database;
    private final List<String> schema;
    private @Nullable EmbeddedPostgres server;

    PostgresService(Home home, String database, List<String> schema) throws IOException {
        this.directory = home.of(Service.POSTGRES).resolve("data");
        this.log = ProcessBuilder.Redirect.appendTo(home.log().toFile());
        // a directory for each user: what root has unpacked, another user could not lock
        this.binaries =
                Files.createDirectories(
                        Path.of(
                                System.getProperty("java.io.tmpdir"),
                                "millrace-postgres-" + System.getProperty("user.name")));
        this.port = home.port(Service.POSTGRES);
        this.password = home.secret(Service.POSTGRES);
        this.database = database;
        this.schema = schema;
    }

    Endpoints.Postgres endpoint() {
        return new Endpoints.Postgres("127.0.0.1", port, database, USER, password);
    }

    /** The file whose first line is the process id of the server. */
    Path processFile() {
        return directory.resolve("postmaster.pid");
    }

    @Override
    public void start() throws Exception {
        if (server != null) {
            return;
        }
        Path guarded = directory.resolveSibling("guarded");
        server =
                EmbeddedPostgres.builder()
                        .setDataDirectory(directory)
                        .setCleanDataDirectory(false)
                        .setOverrideWorkingDirectory(binaries.toFile())
                        .setPort(port)
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setServerConfig("unix_socket_directories", "")
                        .setServerConfig("timezone", "UTC")
                        // the library's default is off, which loses commits in a crash
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("wal_level", "logical")
                        .setServerConfig("max_wal_senders", "40")
                        .setServerConfig("max_replication_slots", "40")
                        .setServerConfig("max_connections", "200")
                        .setConnectConfig("password", password)
                        .setErrorRedirector(log)
                        .setOutputRedirector(log)
                        .start();
        if (!Files.exists(guarded)) {
            askForPasswords();
            Files.createFile(guarded);
        }
        createDatabase();
    }

    @Override
    public void close() throws IOException {
        EmbeddedPostgres running = server;
        server = null;
        if (running != null) {
            running.close();
        }
    }

    /** Ends the server at once; it recovers from its log at the next start. */
    @Override
    public void kill() throws Exception {
        if (server == null) {
            return;
        }
        String pid = Files.readAllLines(processFile()).get(0).strip();
        Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
        // SIGQUIT is the server's own "immediate shutdown": no checkpoint, no farewell to clients
        new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
        if (process.isPresent()) {
            process.get().onExit().get(30, TimeUnit.SECONDS);
        }
        close();
    }

    private void askForPasswords() throws IOException, SQLException {
        try (Connection admin = connect(USER);
                Statement statement = admin.createStatement()) {
            statement.execute("ALTER USER " + USER + " PASSWORD '" + password + "'");
            Files.writeString(directory.resolve("pg_hba.conf"), ACCESS);
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private void createDatabase() throws SQLException {
        try (Connection admin = connect(USER);
                Statement statement = admin.createStatement()) {
            try (ResultSet found =
                    statement.executeQuery(
                            "SELECT 1 FROM pg_database WHERE datname = '" + database + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("CREATE DATABASE \"" + database + "\"");
        }
        try (Connection fresh = connect(database);
                Statement statement = fresh.createStatement()) {
            for (String script : schema) {
                statement.execute(script);
            }
        }
    }

    private Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + name, USER, password);
    }
}
