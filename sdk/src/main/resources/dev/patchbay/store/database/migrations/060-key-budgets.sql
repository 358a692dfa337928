-- What may be spent with a key: in 10^-12 USD, and how often it begins anew.
ALTER TABLE api_key ADD COLUMN budget_limit BIGINT;
ALTER TABLE api_key ADD COLUMN budget_per TEXT;
