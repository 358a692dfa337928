-- What was spent of a budget in one of its periods and what is reserved, in 10^-12 USD.
CREATE TABLE budget_spend (
  budget ${key} NOT NULL,
  period ${key} NOT NULL,
  spent BIGINT NOT NULL,
  reserved BIGINT NOT NULL,
  PRIMARY KEY (budget, period)
)${rows};

-- What an attempt on its way has reserved of each budget it falls under.
CREATE TABLE budget_hold (
  reservation ${key} NOT NULL,
  budget ${key} NOT NULL,
  period ${key} NOT NULL,
  amount BIGINT NOT NULL,
  expires BIGINT NOT NULL,
  PRIMARY KEY (reservation, budget, period)
)${rows};

CREATE INDEX budget_hold_expires ON budget_hold (expires);
