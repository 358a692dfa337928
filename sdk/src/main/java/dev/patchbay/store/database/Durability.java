package dev.patchbay.store.database;

/**
 * What a write survives once it is acknowledged. It is about SQLite; PostgreSQL is asked for
 * nothing but its own setting, whose default ({@code synchronous_commit = on}) survives both.
 */
public enum Durability {
  /** The death of this process ({@code synchronous = NORMAL} in WAL mode). */
  PROCESS,
  /** The loss of power too ({@code synchronous = FULL}): each commit waits for the disk. */
  POWER
}
