-- On-demand features: what the model sees beyond the columns of `featured`. Read with live.sql and
-- history.sql alike, so that there is one definition of each.
CREATE VIEW model_input AS
SELECT *,
       telemetry_vibration_mean_3h - telemetry_vibration_mean_24h AS vibration_trend,
       telemetry_pressure_mean_3h  - telemetry_pressure_mean_24h  AS pressure_trend,
       telemetry_rotate_mean_3h    - telemetry_rotate_mean_24h    AS rotate_trend,
       telemetry_volt_mean_3h      - telemetry_volt_mean_24h      AS volt_trend,
       TIMESTAMPDIFF(DAY, CAST(profile_commissioned_on AS TIMESTAMP(3)),
                     CAST(event_time AS TIMESTAMP(3))) AS age_days,
       CASE profile_model WHEN 'M1' THEN 1 WHEN 'M2' THEN 2
                          WHEN 'M3' THEN 3 WHEN 'M4' THEN 4 END AS model_code
FROM featured;
