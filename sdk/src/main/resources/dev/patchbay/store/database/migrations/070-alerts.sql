-- What needs somebody: one row from when it is seen until it is over, and after that for a while.
CREATE TABLE alert (
  place ${id},
  id ${key} NOT NULL UNIQUE,
  kind ${key} NOT NULL,
  subject ${key} NOT NULL,
  message TEXT NOT NULL,
  until_at BIGINT,
  raised_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  times BIGINT NOT NULL,
  acknowledged_at BIGINT,
  resolved_at BIGINT
);

CREATE UNIQUE INDEX alert_unresolved ON alert (kind, subject) WHERE resolved_at IS NULL;
CREATE INDEX alert_resolved ON alert (resolved_at);
