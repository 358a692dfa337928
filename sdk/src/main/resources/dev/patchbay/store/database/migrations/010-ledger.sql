-- One row per attempt. Times are milliseconds since 1970 in UTC, durations microseconds, money is in
-- 10^-12 USD; text that is absent is empty. A request is
-- counted with the first of its attempts that ended (counted). The key holds the day because PostgreSQL keeps each day
-- in a table of its own; an attempt began once, so its day never changes.
CREATE TABLE ledger (
  day INTEGER NOT NULL,
  request_id ${key} NOT NULL,
  attempt INTEGER NOT NULL,
  began BIGINT NOT NULL,
  state TEXT NOT NULL,
  tenant TEXT NOT NULL,
  key_id TEXT NOT NULL,
  caller TEXT NOT NULL,
  tags TEXT NOT NULL,
  conversation TEXT NOT NULL,
  provider TEXT NOT NULL,
  account TEXT NOT NULL,
  asked TEXT NOT NULL,
  served TEXT NOT NULL,
  protocol TEXT NOT NULL,
  input BIGINT,
  cache_read BIGINT,
  cache_5m BIGINT,
  cache_1h BIGINT,
  cache_other BIGINT,
  output BIGINT,
  reasoning BIGINT,
  audio_in BIGINT,
  audio_out BIGINT,
  searches BIGINT,
  reported TEXT,
  estimated BOOLEAN NOT NULL,
  cost BIGINT,
  price_source TEXT NOT NULL,
  price_version TEXT NOT NULL,
  latency BIGINT NOT NULL,
  first_token BIGINT,
  counted BOOLEAN NOT NULL,
  PRIMARY KEY (request_id, attempt, day)
) ${by_day};

-- For days that have no table of their own.
-- postgresql only
CREATE TABLE ledger_other PARTITION OF ledger DEFAULT;

CREATE INDEX ledger_began ON ledger (began, request_id, attempt);

CREATE INDEX ledger_conversation ON ledger (conversation, began) WHERE conversation <> '';

-- Few: what runs, and what died.
CREATE INDEX ledger_open ON ledger (began) WHERE state = 'OPEN';

-- To find by a tag; what an entry is tagged with stands in its row too.
CREATE TABLE ledger_tag (
  tag ${key} NOT NULL,
  began BIGINT NOT NULL,
  request_id ${key} NOT NULL,
  attempt INTEGER NOT NULL,
  day INTEGER NOT NULL,
  PRIMARY KEY (tag, began, request_id, attempt)
) ${rows};

CREATE INDEX ledger_tag_began ON ledger_tag (began);

-- Sums of the closed attempts of an hour that are alike; cell is a hash of the values in which they
-- are. Several rows (shards) of one cell keep writers out of each other's way. Costs are split at
-- 10^9, so that no sum of the parts overflows.
CREATE TABLE ledger_hour (
  hour BIGINT NOT NULL,
  cell ${key} NOT NULL,
  shard INTEGER NOT NULL,
  tenant TEXT NOT NULL,
  key_id TEXT NOT NULL,
  caller TEXT NOT NULL,
  provider TEXT NOT NULL,
  account TEXT NOT NULL,
  asked TEXT NOT NULL,
  served TEXT NOT NULL,
  protocol TEXT NOT NULL,
  state TEXT NOT NULL,
  requests BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  input BIGINT NOT NULL,
  output BIGINT NOT NULL,
  cache_read BIGINT NOT NULL,
  cache_write BIGINT NOT NULL,
  reasoning BIGINT NOT NULL,
  audio BIGINT NOT NULL,
  cost_high BIGINT NOT NULL,
  cost_low BIGINT NOT NULL,
  unknown BIGINT NOT NULL,
  estimated BIGINT NOT NULL,
  PRIMARY KEY (hour, cell, shard)
) ${rows};
