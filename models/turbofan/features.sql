CREATE VIEW model_input AS
SELECT *,
       flights_s2_mean_5h - flights_s2_mean_400h AS s2_drift,
       flights_s3_mean_5h - flights_s3_mean_400h AS s3_drift,
       flights_s4_mean_5h - flights_s4_mean_400h AS s4_drift,
       flights_s7_mean_5h - flights_s7_mean_400h AS s7_drift,
       flights_s8_mean_5h - flights_s8_mean_400h AS s8_drift,
       flights_s9_mean_5h - flights_s9_mean_400h AS s9_drift,
       flights_s11_mean_5h - flights_s11_mean_400h AS s11_drift,
       flights_s12_mean_5h - flights_s12_mean_400h AS s12_drift,
       flights_s13_mean_5h - flights_s13_mean_400h AS s13_drift,
       flights_s14_mean_5h - flights_s14_mean_400h AS s14_drift,
       flights_s15_mean_5h - flights_s15_mean_400h AS s15_drift,
       flights_s17_mean_5h - flights_s17_mean_400h AS s17_drift,
       flights_s20_mean_5h - flights_s20_mean_400h AS s20_drift,
       flights_s21_mean_5h - flights_s21_mean_400h AS s21_drift
FROM featured;
