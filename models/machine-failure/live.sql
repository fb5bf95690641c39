-- The live bindings of features.yaml. ${NAMES} come from the environment; `scripts/millrace demo`
-- sets them to its embedded services.

-- Sensors: one JSON message a reading, on plant/<machine>/telemetry.
CREATE TABLE readings (
  machine_id  INT,
  event_time  TIMESTAMP_LTZ(3),
  volt        DOUBLE,
  rotate      DOUBLE,
  pressure    DOUBLE,
  vibration   DOUBLE,
  sent_at     BIGINT,
  topic       STRING METADATA FROM 'topic' VIRTUAL,
  payload     BYTES METADATA FROM 'payload' VIRTUAL,
  parse_error STRING METADATA FROM 'error' VIRTUAL,
  WATERMARK FOR event_time AS event_time - INTERVAL '10' MINUTE
) WITH (
  'connector' = 'mqtt',
  'url' = '${MQTT_URL}',
  'topics' = 'plant/+/telemetry',
  'client-id' = 'millrace-machine-failure',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601',
  'on-parse-error' = 'column'
);

-- The plant's database, by change data capture.
CREATE TABLE machines (
  machine_id      INT,
  model           STRING,
  commissioned_on TIMESTAMP_LTZ(3),
  op_ts           TIMESTAMP_LTZ(3) METADATA FROM 'op_ts' VIRTUAL,
  PRIMARY KEY (machine_id) NOT ENFORCED
) WITH (
  'connector' = 'postgres-cdc',
  'hostname' = '${POSTGRES_HOST}',
  'port' = '${POSTGRES_PORT}',
  'username' = '${POSTGRES_USER}',
  'password' = '${POSTGRES_PASSWORD}',
  'database-name' = 'plant',
  'schema-name' = 'public',
  'table-name' = 'machines',
  'slot.name' = 'millrace_machines',
  'decoding.plugin.name' = 'pgoutput',
  'scan.incremental.snapshot.enabled' = 'true',
  'debezium.publication.name' = 'millrace_machines',
  'debezium.publication.autocreate.mode' = 'filtered',
  'debezium.poll.interval.ms' = '10'
);
