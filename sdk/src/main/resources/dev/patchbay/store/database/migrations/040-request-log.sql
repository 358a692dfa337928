-- One row for each request that has ended: what lists and statistics look for.
CREATE TABLE request_log (
  -- In the order of the commits, as far as one transaction can tell.
  place ${id},
  -- The transaction that wrote it, where several write at the same time; else 0.
  tx BIGINT NOT NULL,
  id ${key} NOT NULL UNIQUE,
  arrived_at BIGINT NOT NULL,
  tenant TEXT NOT NULL,
  caller TEXT,
  api_key TEXT,
  conversation TEXT,
  -- A JSON array.
  tags TEXT NOT NULL,
  asked_model TEXT NOT NULL,
  provider TEXT,
  account TEXT,
  model TEXT,
  failure TEXT,
  duration_us BIGINT NOT NULL,
  first_token_us BIGINT,
  attempts INTEGER NOT NULL,
  failed_over INTEGER NOT NULL,
  input_tokens BIGINT NOT NULL,
  cache_read_tokens BIGINT NOT NULL,
  cache_write_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  reasoning_tokens BIGINT NOT NULL,
  -- Of all attempts, in 10^-12 USD; null if it is unknown.
  cost BIGINT
);

CREATE INDEX request_log_by_time ON request_log (arrived_at, id);

CREATE INDEX request_log_by_place ON request_log (tx, place);

-- The whole request as a JSON document, its trace among it; apart, so that statistics pass it over.
CREATE TABLE request_details (
  place ${id},
  detail TEXT NOT NULL
);

-- What was said, where it is kept at all.
CREATE TABLE request_payloads (
  id ${key} PRIMARY KEY,
  arrived_at BIGINT NOT NULL,
  request TEXT NOT NULL,
  request_cut BOOLEAN NOT NULL,
  response TEXT,
  response_cut BOOLEAN NOT NULL
);

CREATE INDEX request_payloads_by_time ON request_payloads (arrived_at, id);
