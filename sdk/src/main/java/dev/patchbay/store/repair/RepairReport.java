package dev.patchbay.store.repair;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a repair did. Immutable.
 *
 * @param file the database, whole now
 * @param kept the file as it was
 * @param method how it was mended
 * @param problems what was wrong with it
 * @param tables what came over, by name; empty if only indexes were made anew: then all is there
 */
public record RepairReport(
    Path file, Path kept, Method method, List<String> problems, List<TableSalvage> tables) {
  public RepairReport {
    problems = List.copyOf(problems);
    tables = List.copyOf(tables);
  }

  /** How a file is mended. */
  public enum Method {
    /** Only indexes were damaged: they were made anew. */
    REINDEX,
    /** What could be read of the tables was copied into a new file. */
    SALVAGE
  }

  /**
   * A table.
   *
   * @param saved rows that came over
   * @param missing rows that did not; null if nobody knows how many
   */
  public record TableSalvage(String name, long saved, @Nullable Long missing) {}
}
