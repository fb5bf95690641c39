package io.millrace.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.Endpoints;
import io.millrace.local.Service;
import io.millrace.local.ServicesProcess;
import io.millrace.local.ServicesSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresSourceIT {

    @TempDir Path folder;

    @Test
    void shouldReadEachChangeOnceAsALoginThatMayOnlyReadAndReplicate() throws Exception {
        try (ServicesProcess services =
                        ServicesProcess.start(
                                ServicesSettings.of(Service.POSTGRES).in(folder, false));
                Connection owner = owner(services.endpoints().postgres())) {
            run(
                    owner,
                    "CREATE TABLE customers (customer_id INT PRIMARY KEY, segment TEXT)",
                    "INSERT INTO customers VALUES (1, 'pg-a'), (2, 'pg-b')");
            Map<String, String> variables = variables(services.endpoints().postgres());
            SourcesPage page = SourcesPage.read();
            run(owner, page.preparation("PostgreSQL", variables).toArray(String[]::new));
            try (LiveQuery query =
                    LiveQuery.start(
                            List.of(page.table("PostgreSQL", variables)),
                            "SELECT customer_id, fail_once(segment, 'pg-d') FROM customers")) {
                query.awaitRows(2);

                run(
                        owner,
                        "INSERT INTO customers VALUES (3, 'pg-c')",
                        "UPDATE customers SET segment = 'pg-d' WHERE customer_id = 1",
                        "DELETE FROM customers WHERE customer_id = 2");
                query.awaitRows(6);

                assertThat(query.rows().subList(0, 2))
                        .containsExactlyInAnyOrder("+I[1, pg-a]", "+I[2, pg-b]");
                assertThat(query.rows().subList(2, query.rows().size()))
                        .containsExactly(
                                "+I[3, pg-c]", "-U[1, pg-a]", "+U[1, pg-d]", "-D[2, pg-b]");
                assertThat(FailOnce.hasTripped("pg-d")).isTrue();
            }
        }
    }

    private static Connection owner(Endpoints.Postgres postgres) throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    private static Map<String, String> variables(Endpoints.Postgres postgres) {
        return Map.of(
                "POSTGRES_HOST", postgres.host(),
                "POSTGRES_PORT", String.valueOf(postgres.port()),
                "POSTGRES_USER", "millrace_reader",
                "POSTGRES_PASSWORD", "only-for-this-test",
                "POSTGRES_DATABASE", postgres.database());
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
