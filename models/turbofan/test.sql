CREATE TABLE flights (
  unit INT, `cycle` INT, setting1 DOUBLE, setting2 DOUBLE, setting3 DOUBLE,
  s1 DOUBLE, s2 DOUBLE, s3 DOUBLE, s4 DOUBLE, s5 DOUBLE, s6 DOUBLE, s7 DOUBLE,
  s8 DOUBLE, s9 DOUBLE, s10 DOUBLE, s11 DOUBLE, s12 DOUBLE, s13 DOUBLE, s14 DOUBLE,
  s15 DOUBLE, s16 DOUBLE, s17 DOUBLE, s18 DOUBLE, s19 DOUBLE, s20 DOUBLE, s21 DOUBLE,
  blank1 STRING, blank2 STRING,          -- each line ends in two blanks
  event_time AS TO_TIMESTAMP_LTZ(CAST(`cycle` AS BIGINT) * 3600000, 3),
  WATERMARK FOR event_time AS event_time
) WITH (
  'connector' = 'filesystem', 'path' = '${HISTORY}/test_${SET}.txt.gz',
  'format' = 'csv', 'csv.field-delimiter' = ' ', 'csv.null-literal' = ''
);

CREATE TABLE estimates (unit INT, `cycle` INT, remaining DOUBLE)
WITH ('connector' = 'filesystem', 'path' = '${ESTIMATES}/scores', 'format' = 'csv');

INSERT INTO estimates SELECT unit, `cycle`, CAST(score AS DOUBLE) FROM scored;

CREATE TABLE rejected_rows (stage STRING, source STRING, reason STRING, payload STRING)
WITH ('connector' = 'filesystem', 'path' = '${ESTIMATES}/rejected', 'format' = 'json');

INSERT INTO rejected_rows SELECT stage, source, reason, payload FROM rejected;
