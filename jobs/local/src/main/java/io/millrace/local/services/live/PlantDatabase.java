package io.millrace.local.services.live;

import io.millrace.local.Endpoints;
import io.millrace.local.plant.PlantEvent;
import io.millrace.local.plant.PlantEvent.ErrorRaised;
import io.millrace.local.plant.PlantEvent.Failed;
import io.millrace.local.plant.PlantEvent.MachineCommissioned;
import io.millrace.local.plant.PlantEvent.MaintenanceDone;
import io.millrace.local.plant.PlantEvent.ServiceHistoryChanged;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the plant's rows, each in a transaction of its own. When the database goes away, it waits
 * for it to come back and repeats the row, which does no harm if it was there already.
 */
final class PlantDatabase implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(PlantDatabase.class);

    private final Endpoints.Postgres postgres;
    private @Nullable Connection connection;

    PlantDatabase(Endpoints.Postgres postgres) {
        this.postgres = postgres;
    }

    /** Writes many rows in one transaction. */
    void writeAll(List<PlantEvent> events) throws SQLException {
        Connection database = connected();
        database.setAutoCommit(false);
        for (PlantEvent event : events) {
            write(database, event);
        }
        database.commit();
        database.setAutoCommit(true);
    }

    /** Writes one row, however long that takes. */
    void write(PlantEvent event) throws InterruptedException {
        while (true) {
            try {
                write(connected(), event);
                return;
            } catch (SQLException e) {
                LOGGER.warn("waiting for the database: {}", e.getMessage());
                close();
                Thread.sleep(200);
            }
        }
    }

    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOGGER.debug("the connection is gone already", e);
        }
        connection = null;
    }

    private Connection connected() throws SQLException {
        if (connection == null) {
            connection =
                    DriverManager.getConnection(
                            postgres.jdbcUrl(), postgres.user(), postgres.password());
        }
        return connection;
    }

    private static void write(Connection database, PlantEvent event) throws SQLException {
        if (event instanceof MachineCommissioned machine) {
            insert(
                    database,
                    "INSERT INTO machines VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    machine.machineId(),
                    machine.model(),
                    machine.commissionedOn());
        } else if (event instanceof ErrorRaised error) {
            insert(
                    database,
                    "INSERT INTO errors VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    error.errorId(),
                    error.machineId(),
                    error.code(),
                    utc(error.at()));
        } else if (event instanceof MaintenanceDone maintenance) {
            insert(
                    database,
                    "INSERT INTO maintenance VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    maintenance.maintenanceId(),
                    maintenance.machineId(),
                    maintenance.component(),
                    utc(maintenance.at()));
        } else if (event instanceof ServiceHistoryChanged history) {
            insert(
                    database,
                    "INSERT INTO service_history VALUES (?, ?, ?, ?) ON CONFLICT (machine_id) DO"
                            + " UPDATE SET services = EXCLUDED.services,"
                            + " last_quality = EXCLUDED.last_quality,"
                            + " updated_at = EXCLUDED.updated_at",
                    history.machineId(),
                    history.services(),
                    history.lastQuality(),
                    utc(history.at()));
        } else if (event instanceof Failed failure) {
            insert(
                    database,
                    "INSERT INTO failures VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    failure.failureId(),
                    failure.machineId(),
                    utc(failure.at()));
        } else {
            throw new IllegalArgumentException("not a row of the database: " + event);
        }
    }

    private static void insert(Connection database, String sql, Object... values)
            throws SQLException {
        // the driver keeps statements that come again prepared on the server
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
