-- Change data capture in, an upserted table out: no message broker, no lakehouse.
CREATE TABLE payments (
  payment_id  BIGINT,
  card_id     BIGINT,
  terminal_id INT,
  amount      DOUBLE,
  paid_at     TIMESTAMP_LTZ(3),
  op_ts       TIMESTAMP_LTZ(3) METADATA VIRTUAL,
  PRIMARY KEY (payment_id) NOT ENFORCED
) WITH (
  'connector' = 'postgres-cdc',
  'hostname' = '${POSTGRES_HOST}', 'port' = '${POSTGRES_PORT}',
  'username' = '${POSTGRES_USER}', 'password' = '${POSTGRES_PASSWORD}',
  'database-name' = '${POSTGRES_DATABASE:-bank}', 'schema-name' = 'public',
  'table-name' = 'payments', 'slot.name' = 'millrace_payments',
  'decoding.plugin.name' = 'pgoutput', 'scan.incremental.snapshot.enabled' = 'true',
  'debezium.publication.name' = 'millrace_payments',
  'debezium.publication.autocreate.mode' = 'filtered', 'debezium.poll.interval.ms' = '10'
);

CREATE TABLE chargebacks (
  payment_id  BIGINT,
  terminal_id INT,
  reported_at TIMESTAMP_LTZ(3),
  op_ts       TIMESTAMP_LTZ(3) METADATA VIRTUAL,
  PRIMARY KEY (payment_id) NOT ENFORCED
) WITH (
  'connector' = 'postgres-cdc',
  'hostname' = '${POSTGRES_HOST}', 'port' = '${POSTGRES_PORT}',
  'username' = '${POSTGRES_USER}', 'password' = '${POSTGRES_PASSWORD}',
  'database-name' = '${POSTGRES_DATABASE:-bank}', 'schema-name' = 'public',
  'table-name' = 'chargebacks', 'slot.name' = 'millrace_chargebacks',
  'decoding.plugin.name' = 'pgoutput', 'scan.incremental.snapshot.enabled' = 'true',
  'debezium.publication.name' = 'millrace_chargebacks',
  'debezium.publication.autocreate.mode' = 'filtered', 'debezium.poll.interval.ms' = '10'
);

CREATE TABLE cards (
  card_id      BIGINT,
  credit_limit DOUBLE,
  home_country STRING,
  op_ts        TIMESTAMP_LTZ(3) METADATA VIRTUAL,
  PRIMARY KEY (card_id) NOT ENFORCED
) WITH (
  'connector' = 'postgres-cdc',
  'hostname' = '${POSTGRES_HOST}', 'port' = '${POSTGRES_PORT}',
  'username' = '${POSTGRES_USER}', 'password' = '${POSTGRES_PASSWORD}',
  'database-name' = '${POSTGRES_DATABASE:-bank}', 'schema-name' = 'public',
  'table-name' = 'cards', 'slot.name' = 'millrace_cards',
  'decoding.plugin.name' = 'pgoutput', 'scan.incremental.snapshot.enabled' = 'true',
  'debezium.publication.name' = 'millrace_cards',
  'debezium.publication.autocreate.mode' = 'filtered', 'debezium.poll.interval.ms' = '10'
);

CREATE TABLE payment_scores (
  payment_id BIGINT,
  card_id    BIGINT,
  score      DOUBLE,
  card_amount_count_24h     BIGINT,
  terminal_amount_count_24h BIGINT,
  risk_count_30d            BIGINT,
  holder_credit_limit       DOUBLE,
  model_version STRING,
  PRIMARY KEY (payment_id) NOT ENFORCED
) WITH (
  'connector' = 'jdbc', 'url' = '${POSTGRES_JDBC_URL}',
  'username' = '${POSTGRES_USER}', 'password' = '${POSTGRES_PASSWORD}',
  'table-name' = 'payment_scores', 'sink.buffer-flush.interval' = '200ms'
);

CREATE TABLE rejected_rows (
  stage STRING, source STRING, reason STRING, payload STRING, rejected_at TIMESTAMP(3)
) WITH (
  'connector' = 'jdbc', 'url' = '${POSTGRES_JDBC_URL}',
  'username' = '${POSTGRES_USER}', 'password' = '${POSTGRES_PASSWORD}',
  'table-name' = 'rejected_rows', 'sink.buffer-flush.interval' = '200ms'
);

INSERT INTO payment_scores
SELECT payment_id, card_id, CAST(score AS DOUBLE), card_amount_count_24h,
       terminal_amount_count_24h, risk_count_30d, holder_credit_limit, model_version
FROM scored;

INSERT INTO rejected_rows
SELECT stage, source, reason, payload, CAST(rejected_at AS TIMESTAMP(3)) FROM rejected;
