-- The health of accounts. The key names the account and a hash of its credential; the state is
-- JSON with a version of its own. No index on updated_at: the table is as small as there are
-- accounts, and without it PostgreSQL updates a row in its place.
CREATE TABLE account_state (
  state_key ${key} NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  state TEXT NOT NULL,
  updated_at BIGINT NOT NULL
) ${rows};

-- Who served a session last. The session is a hash of what the client called it.
CREATE TABLE session_pin (
  tenant ${key} NOT NULL,
  session_key ${key} NOT NULL,
  provider ${key} NOT NULL,
  account TEXT NOT NULL,
  served_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (tenant, session_key, provider)
) ${rows};

CREATE INDEX session_pin_updated ON session_pin (updated_at);

-- Who is the only one to do something. Rows stay: their tokens must only grow.
CREATE TABLE shared_lease (
  name ${key} NOT NULL PRIMARY KEY,
  token BIGINT NOT NULL,
  until_at BIGINT NOT NULL
) ${rows};
