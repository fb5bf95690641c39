-- As little of a sink as there can be: the stages before it have computed all columns.
CREATE TABLE counted (
  machine_id INT,
  event_time TIMESTAMP_LTZ(3)
) WITH ('connector' = 'bench-count', 'measure-from' = '${WARM_UP}', 'measure-to' = '${ROWS}');

INSERT INTO counted SELECT machine_id, event_time FROM scored;
