-- The same names bound to history: JSON lines, one directory a table. op_ts is the time when a row
-- became known; a payment's is the time of the payment.
CREATE TABLE payments (
  payment_id  BIGINT,
  card_id     BIGINT,
  terminal_id INT,
  amount      DOUBLE,
  paid_at     TIMESTAMP_LTZ(3),
  op_ts       TIMESTAMP_LTZ(3)
) WITH (
  'connector' = 'filesystem', 'path' = '${HISTORY}/payments',
  'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601'
);

CREATE TABLE chargebacks (
  payment_id  BIGINT,
  terminal_id INT,
  reported_at TIMESTAMP_LTZ(3),
  op_ts       TIMESTAMP_LTZ(3)
) WITH (
  'connector' = 'filesystem', 'path' = '${HISTORY}/chargebacks',
  'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601'
);

CREATE TABLE cards (
  card_id      BIGINT,
  credit_limit DOUBLE,
  home_country STRING,
  op_ts        TIMESTAMP_LTZ(3)
) WITH (
  'connector' = 'filesystem', 'path' = '${HISTORY}/cards',
  'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601'
);

CREATE TABLE training_set (
  payment_id BIGINT, paid_at TIMESTAMP_LTZ(3), amount DOUBLE,
  card_amount_count_1h BIGINT,  card_amount_count_24h BIGINT,
  card_amount_sum_24h DOUBLE,   card_amount_max_30d DOUBLE,
  habit_amount_mean_30d DOUBLE, habit_amount_stddev_30d DOUBLE, habit_time_since_last_30d DOUBLE,
  terminal_amount_count_24h BIGINT, terminal_amount_mean_24h DOUBLE,
  risk_count_7d BIGINT, risk_count_30d BIGINT,
  amount_to_habit DOUBLE, limit_used DOUBLE,
  is_fraud INT
) WITH ('connector' = 'filesystem', 'path' = '${TRAINING_SET}', 'format' = 'parquet');

-- The label is what was reported in the end, however late; the features know only what was known.
INSERT INTO training_set
SELECT m.payment_id, m.paid_at, m.amount,
       m.card_amount_count_1h,  m.card_amount_count_24h,
       m.card_amount_sum_24h,   m.card_amount_max_30d,
       m.habit_amount_mean_30d, m.habit_amount_stddev_30d, m.habit_time_since_last_30d,
       m.terminal_amount_count_24h, m.terminal_amount_mean_24h,
       m.risk_count_7d, m.risk_count_30d,
       m.amount_to_habit, m.limit_used,
       CASE WHEN c.payment_id IS NULL THEN 0 ELSE 1 END
FROM model_input m
LEFT JOIN chargebacks c ON c.payment_id = m.payment_id;
