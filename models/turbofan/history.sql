CREATE TABLE flights (
  unit INT, `cycle` INT, setting1 DOUBLE, setting2 DOUBLE, setting3 DOUBLE,
  s1 DOUBLE, s2 DOUBLE, s3 DOUBLE, s4 DOUBLE, s5 DOUBLE, s6 DOUBLE, s7 DOUBLE,
  s8 DOUBLE, s9 DOUBLE, s10 DOUBLE, s11 DOUBLE, s12 DOUBLE, s13 DOUBLE, s14 DOUBLE,
  s15 DOUBLE, s16 DOUBLE, s17 DOUBLE, s18 DOUBLE, s19 DOUBLE, s20 DOUBLE, s21 DOUBLE,
  blank1 STRING, blank2 STRING,          -- each line ends in two blanks
  event_time AS TO_TIMESTAMP_LTZ(CAST(`cycle` AS BIGINT) * 3600000, 3),
  WATERMARK FOR event_time AS event_time
) WITH (
  'connector' = 'filesystem', 'path' = '${HISTORY}/train_${SET}.txt.gz',
  'format' = 'csv', 'csv.field-delimiter' = ' ', 'csv.null-literal' = ''
);

-- An engine runs to its failure: the last cycle of each is the failure. Early on nothing can
-- be seen, so the literature caps the remaining life at 125 cycles.
CREATE VIEW lives AS
SELECT unit, MAX(`cycle`) AS life FROM flights GROUP BY unit;

CREATE TABLE training_set (
  unit INT, event_time TIMESTAMP_LTZ(3),
  flights_s2_mean_5h DOUBLE, flights_s3_mean_5h DOUBLE, flights_s4_mean_5h DOUBLE,
  flights_s7_mean_5h DOUBLE, flights_s8_mean_5h DOUBLE, flights_s9_mean_5h DOUBLE,
  flights_s11_mean_5h DOUBLE, flights_s12_mean_5h DOUBLE, flights_s13_mean_5h DOUBLE,
  flights_s14_mean_5h DOUBLE, flights_s15_mean_5h DOUBLE, flights_s17_mean_5h DOUBLE,
  flights_s20_mean_5h DOUBLE, flights_s21_mean_5h DOUBLE, flights_s2_mean_30h DOUBLE,
  flights_s3_mean_30h DOUBLE, flights_s4_mean_30h DOUBLE, flights_s7_mean_30h DOUBLE,
  flights_s8_mean_30h DOUBLE, flights_s9_mean_30h DOUBLE, flights_s11_mean_30h DOUBLE,
  flights_s12_mean_30h DOUBLE, flights_s13_mean_30h DOUBLE, flights_s14_mean_30h DOUBLE,
  flights_s15_mean_30h DOUBLE, flights_s17_mean_30h DOUBLE, flights_s20_mean_30h DOUBLE,
  flights_s21_mean_30h DOUBLE, flights_s2_mean_400h DOUBLE, flights_s3_mean_400h DOUBLE,
  flights_s4_mean_400h DOUBLE, flights_s7_mean_400h DOUBLE, flights_s8_mean_400h DOUBLE,
  flights_s9_mean_400h DOUBLE, flights_s11_mean_400h DOUBLE, flights_s12_mean_400h DOUBLE,
  flights_s13_mean_400h DOUBLE, flights_s14_mean_400h DOUBLE, flights_s15_mean_400h DOUBLE,
  flights_s17_mean_400h DOUBLE, flights_s20_mean_400h DOUBLE, flights_s21_mean_400h DOUBLE,
  flights_s2_slope_30h DOUBLE, flights_s3_slope_30h DOUBLE, flights_s4_slope_30h DOUBLE,
  flights_s7_slope_30h DOUBLE, flights_s8_slope_30h DOUBLE, flights_s9_slope_30h DOUBLE,
  flights_s11_slope_30h DOUBLE, flights_s12_slope_30h DOUBLE, flights_s13_slope_30h DOUBLE,
  flights_s14_slope_30h DOUBLE, flights_s15_slope_30h DOUBLE, flights_s17_slope_30h DOUBLE,
  flights_s20_slope_30h DOUBLE, flights_s21_slope_30h DOUBLE, flights_s2_slope_60h DOUBLE,
  flights_s3_slope_60h DOUBLE, flights_s4_slope_60h DOUBLE, flights_s7_slope_60h DOUBLE,
  flights_s8_slope_60h DOUBLE, flights_s9_slope_60h DOUBLE, flights_s11_slope_60h DOUBLE,
  flights_s12_slope_60h DOUBLE, flights_s13_slope_60h DOUBLE, flights_s14_slope_60h DOUBLE,
  flights_s15_slope_60h DOUBLE, flights_s17_slope_60h DOUBLE, flights_s20_slope_60h DOUBLE,
  flights_s21_slope_60h DOUBLE, flights_s2_stddev_30h DOUBLE, flights_s3_stddev_30h DOUBLE,
  flights_s4_stddev_30h DOUBLE, flights_s7_stddev_30h DOUBLE, flights_s8_stddev_30h DOUBLE,
  flights_s9_stddev_30h DOUBLE, flights_s11_stddev_30h DOUBLE, flights_s12_stddev_30h DOUBLE,
  flights_s13_stddev_30h DOUBLE, flights_s14_stddev_30h DOUBLE, flights_s15_stddev_30h DOUBLE,
  flights_s17_stddev_30h DOUBLE, flights_s20_stddev_30h DOUBLE, flights_s21_stddev_30h DOUBLE,
  flights_s2_stddev_400h DOUBLE, flights_s3_stddev_400h DOUBLE, flights_s4_stddev_400h DOUBLE,
  flights_s7_stddev_400h DOUBLE, flights_s8_stddev_400h DOUBLE, flights_s9_stddev_400h DOUBLE,
  flights_s11_stddev_400h DOUBLE, flights_s12_stddev_400h DOUBLE, flights_s13_stddev_400h DOUBLE,
  flights_s14_stddev_400h DOUBLE, flights_s15_stddev_400h DOUBLE, flights_s17_stddev_400h DOUBLE,
  flights_s20_stddev_400h DOUBLE, flights_s21_stddev_400h DOUBLE, flights_count_400h BIGINT,
  s2_drift DOUBLE, s3_drift DOUBLE, s4_drift DOUBLE, s7_drift DOUBLE, s8_drift DOUBLE, s9_drift
  DOUBLE, s11_drift DOUBLE, s12_drift DOUBLE, s13_drift DOUBLE, s14_drift DOUBLE, s15_drift DOUBLE,
  s17_drift DOUBLE, s20_drift DOUBLE, s21_drift DOUBLE,
  remaining DOUBLE
) WITH ('connector' = 'filesystem', 'path' = '${TRAINING_SET}', 'format' = 'parquet');

INSERT INTO training_set
SELECT m.unit, m.event_time,
       m.flights_s2_mean_5h, m.flights_s3_mean_5h, m.flights_s4_mean_5h, m.flights_s7_mean_5h,
       m.flights_s8_mean_5h, m.flights_s9_mean_5h, m.flights_s11_mean_5h, m.flights_s12_mean_5h,
       m.flights_s13_mean_5h, m.flights_s14_mean_5h, m.flights_s15_mean_5h, m.flights_s17_mean_5h,
       m.flights_s20_mean_5h, m.flights_s21_mean_5h, m.flights_s2_mean_30h, m.flights_s3_mean_30h,
       m.flights_s4_mean_30h, m.flights_s7_mean_30h, m.flights_s8_mean_30h, m.flights_s9_mean_30h,
       m.flights_s11_mean_30h, m.flights_s12_mean_30h, m.flights_s13_mean_30h,
       m.flights_s14_mean_30h, m.flights_s15_mean_30h, m.flights_s17_mean_30h,
       m.flights_s20_mean_30h, m.flights_s21_mean_30h, m.flights_s2_mean_400h,
       m.flights_s3_mean_400h, m.flights_s4_mean_400h, m.flights_s7_mean_400h,
       m.flights_s8_mean_400h, m.flights_s9_mean_400h, m.flights_s11_mean_400h,
       m.flights_s12_mean_400h, m.flights_s13_mean_400h, m.flights_s14_mean_400h,
       m.flights_s15_mean_400h, m.flights_s17_mean_400h, m.flights_s20_mean_400h,
       m.flights_s21_mean_400h, m.flights_s2_slope_30h, m.flights_s3_slope_30h,
       m.flights_s4_slope_30h, m.flights_s7_slope_30h, m.flights_s8_slope_30h,
       m.flights_s9_slope_30h, m.flights_s11_slope_30h, m.flights_s12_slope_30h,
       m.flights_s13_slope_30h, m.flights_s14_slope_30h, m.flights_s15_slope_30h,
       m.flights_s17_slope_30h, m.flights_s20_slope_30h, m.flights_s21_slope_30h,
       m.flights_s2_slope_60h, m.flights_s3_slope_60h, m.flights_s4_slope_60h,
       m.flights_s7_slope_60h, m.flights_s8_slope_60h, m.flights_s9_slope_60h,
       m.flights_s11_slope_60h, m.flights_s12_slope_60h, m.flights_s13_slope_60h,
       m.flights_s14_slope_60h, m.flights_s15_slope_60h, m.flights_s17_slope_60h,
       m.flights_s20_slope_60h, m.flights_s21_slope_60h, m.flights_s2_stddev_30h,
       m.flights_s3_stddev_30h, m.flights_s4_stddev_30h, m.flights_s7_stddev_30h,
       m.flights_s8_stddev_30h, m.flights_s9_stddev_30h, m.flights_s11_stddev_30h,
       m.flights_s12_stddev_30h, m.flights_s13_stddev_30h, m.flights_s14_stddev_30h,
       m.flights_s15_stddev_30h, m.flights_s17_stddev_30h, m.flights_s20_stddev_30h,
       m.flights_s21_stddev_30h, m.flights_s2_stddev_400h, m.flights_s3_stddev_400h,
       m.flights_s4_stddev_400h, m.flights_s7_stddev_400h, m.flights_s8_stddev_400h,
       m.flights_s9_stddev_400h, m.flights_s11_stddev_400h, m.flights_s12_stddev_400h,
       m.flights_s13_stddev_400h, m.flights_s14_stddev_400h, m.flights_s15_stddev_400h,
       m.flights_s17_stddev_400h, m.flights_s20_stddev_400h, m.flights_s21_stddev_400h,
       m.flights_count_400h, m.s2_drift, m.s3_drift, m.s4_drift, m.s7_drift, m.s8_drift, m.s9_drift,
       m.s11_drift, m.s12_drift, m.s13_drift, m.s14_drift, m.s15_drift, m.s17_drift, m.s20_drift,
       m.s21_drift,
       CAST(LEAST(125, l.life - m.`cycle`) AS DOUBLE) AS remaining
FROM model_input m JOIN lives l ON l.unit = m.unit;
