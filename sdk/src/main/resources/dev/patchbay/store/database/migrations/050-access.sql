-- Who may ask, and what is set while the program runs.
CREATE TABLE tenant (
  seq ${id},
  id ${key} NOT NULL UNIQUE,
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE api_key (
  seq ${id},
  id ${key} NOT NULL UNIQUE,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  prefix TEXT NOT NULL,
  hash ${key} NOT NULL UNIQUE,
  tenant ${key} NOT NULL,
  enabled BOOLEAN NOT NULL,
  expires_at BIGINT,
  allowed_models TEXT NOT NULL,
  requests_per_minute INTEGER,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT
);

CREATE TABLE setting (
  name ${key} NOT NULL PRIMARY KEY,
  value TEXT NOT NULL,
  version BIGINT NOT NULL
);
