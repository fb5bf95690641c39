-- Live bindings of features.yaml: MQTT and CDC in; lakehouse, database and MQTT out.
-- ${NAMES} come from the environment. `scripts/millrace demo` sets them to its own services.

-- Sensors: one JSON message a reading, on plant/<machine>/telemetry.
CREATE TABLE readings (
  machine_id  INT,
  event_time  TIMESTAMP_LTZ(3),
  volt        DOUBLE,
  rotate      DOUBLE,
  pressure    DOUBLE,
  vibration   DOUBLE,
  sent_at     BIGINT,            -- wall clock of the publisher, epoch milliseconds
  payload     BYTES  METADATA VIRTUAL,
  parse_error STRING METADATA FROM 'error' VIRTUAL,
  WATERMARK FOR event_time AS event_time - INTERVAL '10' MINUTE
) WITH (
  'connector' = 'mqtt',
  'url' = '${MQTT_URL}',
  'topic' = 'plant/+/telemetry',
  'client-id' = 'millrace-machine-failure',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601',
  'on-parse-error' = 'column'    -- with the column parse_error: nothing is lost, nothing fails
);

-- The plant's database, by change data capture: one replication slot a table.
CREATE TABLE machines (
  machine_id      INT,
  `model`         STRING,
  commissioned_on DATE,
  op_ts           TIMESTAMP_LTZ(3) METADATA VIRTUAL,
  PRIMARY KEY (machine_id) NOT ENFORCED
) WITH (
  'connector' = 'postgres-cdc',
  'hostname' = '${POSTGRES_HOST}',
  'port' = '${POSTGRES_PORT}',
  'username' = '${POSTGRES_USER}',
  'password' = '${POSTGRES_PASSWORD}',
  'database-name' = '${POSTGRES_DATABASE:-plant}',
  'schema-name' = 'public',
  'table-name' = 'machines',
  'slot.name' = 'millrace_machines',
  'decoding.plugin.name' = 'pgoutput',
  'scan.incremental.snapshot.enabled' = 'true',
  'debezium.publication.name' = 'millrace_machines',
  'debezium.publication.autocreate.mode' = 'filtered',
  'debezium.poll.interval.ms' = '10'
);

CREATE TABLE errors (
  error_id    BIGINT,
  machine_id  INT,
  code        STRING,
  occurred_at TIMESTAMP_LTZ(3),
  op_ts       TIMESTAMP_LTZ(3) METADATA VIRTUAL,
  PRIMARY KEY (error_id) NOT ENFORCED
) WITH (
  'connector' = 'postgres-cdc',
  'hostname' = '${POSTGRES_HOST}',
  'port' = '${POSTGRES_PORT}',
  'username' = '${POSTGRES_USER}',
  'password' = '${POSTGRES_PASSWORD}',
  'database-name' = '${POSTGRES_DATABASE:-plant}',
  'schema-name' = 'public',
  'table-name' = 'errors',
  'slot.name' = 'millrace_errors',
  'decoding.plugin.name' = 'pgoutput',
  'scan.incremental.snapshot.enabled' = 'true',
  'debezium.publication.name' = 'millrace_errors',
  'debezium.publication.autocreate.mode' = 'filtered',
  'debezium.poll.interval.ms' = '10'
);

CREATE TABLE maintenance (
  maintenance_id BIGINT,
  machine_id     INT,
  component      STRING,
  performed_at   TIMESTAMP_LTZ(3),
  op_ts          TIMESTAMP_LTZ(3) METADATA VIRTUAL,
  PRIMARY KEY (maintenance_id) NOT ENFORCED
) WITH (
  'connector' = 'postgres-cdc',
  'hostname' = '${POSTGRES_HOST}',
  'port' = '${POSTGRES_PORT}',
  'username' = '${POSTGRES_USER}',
  'password' = '${POSTGRES_PASSWORD}',
  'database-name' = '${POSTGRES_DATABASE:-plant}',
  'schema-name' = 'public',
  'table-name' = 'maintenance',
  'slot.name' = 'millrace_maintenance',
  'decoding.plugin.name' = 'pgoutput',
  'scan.incremental.snapshot.enabled' = 'true',
  'debezium.publication.name' = 'millrace_maintenance',
  'debezium.publication.autocreate.mode' = 'filtered',
  'debezium.poll.interval.ms' = '10'
);

-- Asked by key while a reading passes.
CREATE TABLE service_history (
  machine_id   INT,
  services     INT,
  last_quality DOUBLE
) WITH (
  'connector' = 'jdbc',
  'url' = '${POSTGRES_JDBC_URL}',
  'username' = '${POSTGRES_USER}',
  'password' = '${POSTGRES_PASSWORD}',
  'table-name' = 'service_history'
);

-- The lakehouse: Iceberg through a REST catalog, files on S3.
CREATE CATALOG lake WITH (
  'type' = 'iceberg',
  'catalog-type' = 'rest',
  'uri' = '${CATALOG_URI}',
  'warehouse' = '${WAREHOUSE}',
  'io-impl' = 'org.apache.iceberg.aws.s3.S3FileIO',
  's3.endpoint' = '${S3_ENDPOINT}',
  's3.path-style-access' = 'true',
  's3.access-key-id' = '${S3_ACCESS_KEY}',
  's3.secret-access-key' = '${S3_SECRET_KEY}',
  'client.region' = '${S3_REGION:-us-east-1}'
);
CREATE DATABASE IF NOT EXISTS lake.plant;

SET 'table.exec.iceberg.use-v2-sink' = 'true';

-- Append only, and no key declared: with one the sink would delete older rows of the same key.
CREATE TABLE IF NOT EXISTS lake.plant.scores (
  machine_id    INT,
  event_time    TIMESTAMP_LTZ(6),
  score         DOUBLE,
  volt          DOUBLE,
  rotate        DOUBLE,
  pressure      DOUBLE,
  vibration     DOUBLE,
  telemetry_vibration_mean_3h  DOUBLE,
  telemetry_vibration_mean_24h DOUBLE,
  errors_count_24h             BIGINT,
  model_name    STRING,
  model_version STRING,
  sent_at       BIGINT,
  scored_at     TIMESTAMP_LTZ(6)
) WITH ('format-version' = '2');

CREATE TABLE IF NOT EXISTS lake.plant.rejected (
  stage       STRING,
  source      STRING,
  reason      STRING,
  payload     STRING,
  rejected_at TIMESTAMP_LTZ(6)
) WITH ('format-version' = '2');

-- What a BI tool reads: the newest score of each machine.
CREATE TABLE newest_scores (
  machine_id    INT,
  event_time    TIMESTAMP(3),
  score         DOUBLE,
  model_version STRING,
  sent_at       BIGINT,
  scored_at     TIMESTAMP(3),
  PRIMARY KEY (machine_id) NOT ENFORCED
) WITH (
  'connector' = 'jdbc',
  'url' = '${POSTGRES_JDBC_URL}',
  'username' = '${POSTGRES_USER}',
  'password' = '${POSTGRES_PASSWORD}',
  'table-name' = 'newest_scores',
  'sink.buffer-flush.interval' = '200ms'
);

-- What an application reads: a message when a machine's score passes the threshold.
CREATE TABLE alerts (
  machine_id INT,
  event_time TIMESTAMP_LTZ(3),
  score      DOUBLE
) WITH (
  'connector' = 'mqtt',
  'url' = '${MQTT_URL}',
  'topic' = 'plant/alerts/{machine_id}',
  'client-id' = 'millrace-machine-failure-alerts',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601',
  'sink.message-id' = 'content'  -- so that a subscriber can drop repeats
);

INSERT INTO lake.plant.scores
SELECT machine_id, event_time, CAST(score AS DOUBLE), volt, rotate, pressure, vibration,
       telemetry_vibration_mean_3h, telemetry_vibration_mean_24h, errors_count_24h,
       model_name, model_version, sent_at, scored_at
FROM scored;

INSERT INTO lake.plant.rejected SELECT * FROM rejected;

INSERT INTO newest_scores
SELECT machine_id, CAST(event_time AS TIMESTAMP(3)), CAST(score AS DOUBLE), model_version,
       sent_at, CAST(scored_at AS TIMESTAMP(3))
FROM scored;

INSERT INTO alerts
SELECT machine_id, event_time, CAST(score AS DOUBLE)
FROM scored
WHERE score >= ${ALERT_THRESHOLD:-0.27};
