package dev.patchbay.store.database;

/** In what the SQL of the databases differs; everything else is written once for both. */
public enum Dialect {
  /** SQLite, embedded. */
  SQLITE,
  /** PostgreSQL and what speaks its protocol. */
  POSTGRESQL
}
