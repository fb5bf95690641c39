CREATE TABLE messages (
  id BIGINT,
  text STRING
) WITH (
  'connector' = 'mqtt',
  'hostUrl' = 'tcp://127.0.0.1:${port}',
  'username' = 'bench',
  'password' = 'bench',
  'topics' = '${topic}',
  'clientIdPrefix' = '${client-id}',
  'format' = 'json'
)
