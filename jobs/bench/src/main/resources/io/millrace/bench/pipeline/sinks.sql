-- The sinks of models/machine-failure/live.sql: the same columns and the same queries.

CREATE TABLE scores (
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
) WITH ('connector' = 'bench-count', 'measure-from' = '${WARM_UP}', 'measure-to' = '${ROWS}');

CREATE TABLE rejections (
  stage       STRING,
  source      STRING,
  reason      STRING,
  payload     STRING,
  rejected_at TIMESTAMP_LTZ(6)
) WITH ('connector' = 'bench-count');

CREATE TABLE newest_scores (
  machine_id    INT,
  event_time    TIMESTAMP(3),
  score         DOUBLE,
  model_version STRING,
  sent_at       BIGINT,
  scored_at     TIMESTAMP(3),
  PRIMARY KEY (machine_id) NOT ENFORCED
) WITH ('connector' = 'bench-count');

CREATE TABLE alerts (
  machine_id INT,
  event_time TIMESTAMP_LTZ(3),
  score      DOUBLE
) WITH ('connector' = 'bench-count');

INSERT INTO scores
SELECT machine_id, event_time, CAST(score AS DOUBLE), volt, rotate, pressure, vibration,
       telemetry_vibration_mean_3h, telemetry_vibration_mean_24h, errors_count_24h,
       model_name, model_version, sent_at, scored_at
FROM scored;

INSERT INTO rejections SELECT * FROM rejected;

INSERT INTO newest_scores
SELECT machine_id, CAST(event_time AS TIMESTAMP(3)), CAST(score AS DOUBLE), model_version,
       sent_at, CAST(scored_at AS TIMESTAMP(3))
FROM scored;

INSERT INTO alerts
SELECT machine_id, event_time, CAST(score AS DOUBLE)
FROM scored
WHERE score >= ${ALERT_THRESHOLD:-0.27};
