package dev.patchbay.store.housekeeping;

import java.util.List;

/**
 * How a database is. Immutable.
 *
 * @param kind {@code sqlite} or {@code postgresql}
 * @param bytes all it takes
 * @param freeBytes what of it is free, where the database tells; compacting gives it back
 * @param schema the last migration that was applied
 * @param problems what is damaged; empty if it is whole. PostgreSQL looks after that itself
 * @param tables its tables, by name
 */
public record StorageReport(
    String kind,
    long bytes,
    long freeBytes,
    String schema,
    List<String> problems,
    List<TableSize> tables) {
  public StorageReport {
    problems = List.copyOf(problems);
    tables = List.copyOf(tables);
  }

  /**
   * A table.
   *
   * @param rows how many; of PostgreSQL an estimate; -1 if damage hides it
   * @param bytes with its indexes; 0 where the database does not tell
   */
  public record TableSize(String name, long rows, long bytes) {}
}
