-- The tables of models/machine-failure/live.sql, by the same names and with the same columns, bound
-- to rows in memory; what the live job takes from metadata columns are columns here.

CREATE TABLE readings (
  machine_id  INT,
  event_time  TIMESTAMP_LTZ(3),
  volt        DOUBLE,
  rotate      DOUBLE,
  pressure    DOUBLE,
  vibration   DOUBLE,
  sent_at     BIGINT,
  payload     BYTES,
  parse_error STRING,
  WATERMARK FOR event_time AS event_time - INTERVAL '10' MINUTE
) WITH (
  'connector' = 'bench-memory',
  'rows' = 'readings',
  'machines' = '${MACHINES}',
  'readings' = '${ROWS}',
  'interval' = '${INTERVAL}'
);

CREATE TABLE machines (
  machine_id      INT,
  `model`         STRING,
  commissioned_on DATE,
  op_ts           TIMESTAMP_LTZ(3),
  PRIMARY KEY (machine_id) NOT ENFORCED
) WITH (
  'connector' = 'bench-memory',
  'rows' = 'machines',
  'machines' = '${MACHINES}',
  'readings' = '${ROWS}',
  'interval' = '${INTERVAL}'
);

CREATE TABLE errors (
  error_id    BIGINT,
  machine_id  INT,
  code        STRING,
  occurred_at TIMESTAMP_LTZ(3),
  op_ts       TIMESTAMP_LTZ(3),
  PRIMARY KEY (error_id) NOT ENFORCED
) WITH (
  'connector' = 'bench-memory',
  'rows' = 'errors',
  'machines' = '${MACHINES}',
  'readings' = '${ROWS}',
  'interval' = '${INTERVAL}'
);

CREATE TABLE maintenance (
  maintenance_id BIGINT,
  machine_id     INT,
  component      STRING,
  performed_at   TIMESTAMP_LTZ(3),
  op_ts          TIMESTAMP_LTZ(3),
  PRIMARY KEY (maintenance_id) NOT ENFORCED
) WITH (
  'connector' = 'bench-memory',
  'rows' = 'maintenance',
  'machines' = '${MACHINES}',
  'readings' = '${ROWS}',
  'interval' = '${INTERVAL}'
);

CREATE TABLE service_history (
  machine_id   INT,
  services     INT,
  last_quality DOUBLE
) WITH (
  'connector' = 'bench-memory',
  'rows' = 'service_history',
  'machines' = '${MACHINES}',
  'readings' = '${ROWS}',
  'interval' = '${INTERVAL}'
);
