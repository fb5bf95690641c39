-- The names of features.yaml bound to history: JSON lines, one directory a table, as
-- `scripts/millrace history` writes them. Change logs carry op_ts, the time when a row became known.

CREATE TABLE readings (
  machine_id  INT,
  event_time  TIMESTAMP_LTZ(3),
  volt        DOUBLE,
  rotate      DOUBLE,
  pressure    DOUBLE,
  vibration   DOUBLE,
  parse_error STRING,            -- never set in history
  WATERMARK FOR event_time AS event_time
) WITH (
  'connector' = 'filesystem', 'path' = '${HISTORY}/readings',
  'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601'
);

CREATE TABLE machines (
  machine_id      INT,
  `model`         STRING,
  commissioned_on DATE,
  op_ts           TIMESTAMP_LTZ(3)
) WITH (
  'connector' = 'filesystem', 'path' = '${HISTORY}/machines',
  'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601'
);

CREATE TABLE errors (
  error_id    BIGINT,
  machine_id  INT,
  code        STRING,
  occurred_at TIMESTAMP_LTZ(3),
  op_ts       TIMESTAMP_LTZ(3)
) WITH (
  'connector' = 'filesystem', 'path' = '${HISTORY}/errors',
  'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601'
);

CREATE TABLE maintenance (
  maintenance_id BIGINT,
  machine_id     INT,
  component      STRING,
  performed_at   TIMESTAMP_LTZ(3),
  op_ts          TIMESTAMP_LTZ(3)
) WITH (
  'connector' = 'filesystem', 'path' = '${HISTORY}/maintenance',
  'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601'
);

-- A row for each version: the lookup becomes a join as of the reading's time.
CREATE TABLE service_history (
  machine_id   INT,
  services     INT,
  last_quality DOUBLE,
  updated_at   TIMESTAMP_LTZ(3)
) WITH (
  'connector' = 'filesystem', 'path' = '${HISTORY}/service_history',
  'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601'
);

-- What really happened: the label's source, never a feature's.
CREATE TABLE failures (
  failure_id BIGINT,
  machine_id INT,
  failed_at  TIMESTAMP_LTZ(3)
) WITH (
  'connector' = 'filesystem', 'path' = '${HISTORY}/failures',
  'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601'
);

-- A reading belongs to the machine's next failure only: the join below has at most one match.
CREATE VIEW next_failures AS
SELECT machine_id, failed_at,
       LAG(CAST(failed_at AS TIMESTAMP(3))) OVER (PARTITION BY machine_id ORDER BY failed_at)
         AS previous_at
FROM failures;

CREATE TABLE training_set (
  machine_id  INT,
  event_time  TIMESTAMP_LTZ(3),
  volt DOUBLE, rotate DOUBLE, pressure DOUBLE, vibration DOUBLE,
  telemetry_volt_mean_3h DOUBLE,        telemetry_volt_mean_24h DOUBLE,
  telemetry_volt_stddev_3h DOUBLE,      telemetry_volt_stddev_24h DOUBLE,
  telemetry_rotate_mean_3h DOUBLE,      telemetry_rotate_mean_24h DOUBLE,
  telemetry_rotate_stddev_3h DOUBLE,    telemetry_rotate_stddev_24h DOUBLE,
  telemetry_pressure_mean_3h DOUBLE,    telemetry_pressure_mean_24h DOUBLE,
  telemetry_pressure_stddev_3h DOUBLE,  telemetry_pressure_stddev_24h DOUBLE,
  telemetry_vibration_mean_3h DOUBLE,   telemetry_vibration_mean_24h DOUBLE,
  telemetry_vibration_stddev_3h DOUBLE, telemetry_vibration_stddev_24h DOUBLE,
  telemetry_pressure_min_24h DOUBLE,    telemetry_pressure_max_24h DOUBLE,
  telemetry_vibration_min_24h DOUBLE,   telemetry_vibration_max_24h DOUBLE,
  telemetry_count_24h BIGINT,
  errors_count_24h BIGINT, errors_count_7d BIGINT, errors_time_since_last_7d DOUBLE,
  maintenance_count_30d BIGINT, maintenance_time_since_last_30d DOUBLE,
  service_services INT, service_last_quality DOUBLE,
  vibration_trend DOUBLE, pressure_trend DOUBLE, rotate_trend DOUBLE, volt_trend DOUBLE,
  age_days INT, model_code INT,
  fails_within_24h INT
) WITH ('connector' = 'filesystem', 'path' = '${TRAINING_SET}', 'format' = 'parquet');

INSERT INTO training_set
SELECT m.machine_id, m.event_time,
       m.volt, m.rotate, m.pressure, m.vibration,
       m.telemetry_volt_mean_3h,        m.telemetry_volt_mean_24h,
       m.telemetry_volt_stddev_3h,      m.telemetry_volt_stddev_24h,
       m.telemetry_rotate_mean_3h,      m.telemetry_rotate_mean_24h,
       m.telemetry_rotate_stddev_3h,    m.telemetry_rotate_stddev_24h,
       m.telemetry_pressure_mean_3h,    m.telemetry_pressure_mean_24h,
       m.telemetry_pressure_stddev_3h,  m.telemetry_pressure_stddev_24h,
       m.telemetry_vibration_mean_3h,   m.telemetry_vibration_mean_24h,
       m.telemetry_vibration_stddev_3h, m.telemetry_vibration_stddev_24h,
       m.telemetry_pressure_min_24h,    m.telemetry_pressure_max_24h,
       m.telemetry_vibration_min_24h,   m.telemetry_vibration_max_24h,
       m.telemetry_count_24h,
       m.errors_count_24h, m.errors_count_7d, m.errors_time_since_last_7d,
       m.maintenance_count_30d, m.maintenance_time_since_last_30d,
       m.service_services, m.service_last_quality,
       m.vibration_trend, m.pressure_trend, m.rotate_trend, m.volt_trend,
       m.age_days, m.model_code,
       CASE WHEN f.failed_at IS NULL THEN 0 ELSE 1 END AS fails_within_24h
FROM model_input m
LEFT JOIN next_failures f
  ON  f.machine_id = m.machine_id
  AND f.failed_at > m.event_time
  AND f.failed_at <= m.event_time + INTERVAL '24' HOUR
  AND (f.previous_at IS NULL OR CAST(m.event_time AS TIMESTAMP(3)) >= f.previous_at)
-- The last day of history cannot be judged: what follows it is not known.
WHERE m.event_time <= (SELECT MAX(event_time) FROM readings) - INTERVAL '24' HOUR;
