-- Conversations. The version grows with every change; head is the number of the last entry of what
-- was said, next_entry that of the next one. One that was deleted keeps its version, without a time
-- of creation, so that who read it before cannot append to what comes after.
CREATE TABLE conversation (
  tenant ${key} NOT NULL,
  id ${key} NOT NULL,
  version BIGINT NOT NULL,
  head INTEGER NOT NULL,
  next_entry INTEGER NOT NULL,
  created_at BIGINT,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (tenant, id)
) ${rows};

CREATE INDEX conversation_newest ON conversation (tenant, changed_at DESC, id);

CREATE INDEX conversation_age ON conversation (changed_at);

-- What was said in them, all branches: a tree by parent, 0 at its beginning. The message is JSON
-- with a version of its own; without a provider it is not an answer of ours.
CREATE TABLE conversation_entry (
  tenant ${key} NOT NULL,
  conversation ${key} NOT NULL,
  number INTEGER NOT NULL,
  parent INTEGER NOT NULL,
  message TEXT NOT NULL,
  provider TEXT,
  model TEXT,
  account TEXT,
  partial BOOLEAN NOT NULL,
  request_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (tenant, conversation, number)
);

-- Answers that a request may go on from, each with what was said since the one before it. A chain
-- is all that began with one answer; it is forgotten as a whole.
CREATE TABLE kept_answer (
  tenant ${key} NOT NULL,
  id ${key} NOT NULL,
  previous ${key},
  chain ${key} NOT NULL,
  messages TEXT NOT NULL,
  kept_at BIGINT NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE INDEX kept_answer_chain ON kept_answer (tenant, chain, kept_at);

CREATE INDEX kept_answer_age ON kept_answer (kept_at);
