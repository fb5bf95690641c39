package io.millrace.local.plant;

/** The plant's database, as its own applications would have laid it out. */
public final class PlantSchema {

    /**
     * The tables, ready for change data capture. {@code failures} is there for people to look at:
     * it is what is to be foreseen, and never a feature.
     */
    public static final String SQL =
            """
            CREATE TABLE machines (
              machine_id INT PRIMARY KEY,
              model TEXT NOT NULL,
              commissioned_on DATE NOT NULL);
            CREATE TABLE errors (
              error_id BIGINT PRIMARY KEY,
              machine_id INT NOT NULL,
              code TEXT NOT NULL,
              occurred_at TIMESTAMPTZ NOT NULL);
            CREATE TABLE maintenance (
              maintenance_id BIGINT PRIMARY KEY,
              machine_id INT NOT NULL,
              component TEXT NOT NULL,
              performed_at TIMESTAMPTZ NOT NULL);
            CREATE TABLE service_history (
              machine_id INT PRIMARY KEY,
              services INT NOT NULL,
              last_quality DOUBLE PRECISION NOT NULL,
              updated_at TIMESTAMPTZ NOT NULL);
            CREATE TABLE failures (
              failure_id BIGINT PRIMARY KEY,
              machine_id INT NOT NULL,
              failed_at TIMESTAMPTZ NOT NULL);
            ALTER TABLE machines REPLICA IDENTITY FULL;
            ALTER TABLE errors REPLICA IDENTITY FULL;
            ALTER TABLE maintenance REPLICA IDENTITY FULL;
            ALTER TABLE service_history REPLICA IDENTITY FULL;
            """;

    private PlantSchema() {}
}
