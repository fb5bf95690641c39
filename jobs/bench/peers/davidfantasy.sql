CREATE TABLE messages (
  id BIGINT,
  text STRING
) WITH (
  'connector' = 'mqtt',
  'server' = '127.0.0.1',
  'port' = '${port}',
  'topic' = '${topic}',
  'qos' = '${qos}'
)
