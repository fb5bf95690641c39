CREATE TABLE messages (
  id BIGINT,
  text STRING
) WITH (
  'connector' = 'mqtt',
  'url' = 'tcp://127.0.0.1:${port}',
  'client-id' = '${client-id}',
  'topic' = '${topic}',
  'qos' = '${qos}',
  'receive-maximum' = '${window}',
  'reconnect.backoff.max' = '1 s',
  'format' = 'json'
)
