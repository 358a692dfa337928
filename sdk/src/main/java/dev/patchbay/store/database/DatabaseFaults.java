package dev.patchbay.store.database;

import dev.patchbay.failure.StoreException;
import dev.patchbay.secret.Lines;
import dev.patchbay.secret.Redactor;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What databases say when they fail, and what to do about it. Stateless. */
final class DatabaseFaults {
  private static final int LONGEST = 400;
  private static final int BUSY = 5;

  /**
   * SQLSTATE by its beginning. Source: PostgreSQL documentation, appendix "PostgreSQL Error Codes",
   * read 2026-11.
   */
  private static final List<Map.Entry<String, String>> BY_STATE =
      List.of(
          Map.entry("28", "Check the user and the password of its URL"),
          Map.entry("3D000", "Create the database, or correct its name in the URL"),
          Map.entry("3F000", "Create the schema, or correct currentSchema in the URL"),
          Map.entry("42501", "Grant the user rights on the schema and its tables"),
          Map.entry("53100", "Its disk is full: make room"),
          Map.entry("53300", "It has no connection left: use a smaller pool or a pooler"),
          Map.entry("57014", "A statement took longer than statement_timeout allows"),
          Map.entry("57P", "It is starting or shutting down: try again"),
          Map.entry("08", "Check that it runs and that host and port of its URL are right"),
          Map.entry("25006", "It is read-only, perhaps a standby: use the primary"));

  /** SQLite's primary result codes. Source: sqlite.org, "Result and Error Codes", read 2026-11. */
  private static final Map<Integer, String> BY_CODE =
      Map.of(
          BUSY,
          "Another process keeps it locked: close that one, or wait",
          8,
          "It can't be written: make the file and its directory writable for this user",
          10,
          "The disk fails, or the file lies on a network file system: keep it on a local disk",
          11,
          "The file is damaged: stop what uses it, then run 'patchbay repair' or restore a backup",
          13,
          "The disk is full: make room",
          14,
          "The file can't be opened: check that its directory exists and this user may write",
          26,
          "The file is no SQLite database: choose another file");

  private static final Set<String> PASSING = Set.of("40001", "40P01", "57P01", "57P02", "57P03");

  private DatabaseFaults() {}

  /** The failure, told to whoever runs the program. */
  static StoreException describe(SQLException failure) {
    String said = String.valueOf(failure.getMessage());
    String first = said.lines().findFirst().orElse(""); // PostgreSQL's details quote the data
    String line = Lines.one(Redactor.redact(first));
    String shown = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    return new StoreException("The database failed: " + shown + cure(failure), failure);
  }

  private static String cure(SQLException failure) {
    String state = failure.getSQLState();
    if (state == null) {
      String cure = BY_CODE.get(failure.getErrorCode() & 0xff);
      return cure == null ? "" : ". " + cure;
    }
    return BY_STATE.stream()
        .filter(each -> state.startsWith(each.getKey()))
        .map(each -> ". " + each.getValue())
        .findFirst()
        .orElse("");
  }

  /** Whether the same work may well succeed at once: nothing of it was written. */
  static boolean passes(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && (PASSING.contains(state) || isBroken(failure));
  }

  /** Whether SQLite says that somebody else has the file just now. */
  static boolean isLocked(SQLException failure) {
    return failure.getSQLState() == null && (failure.getErrorCode() & 0xff) == BUSY;
  }

  /** Whether the connection is gone. */
  static boolean isBroken(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && (state.startsWith("08") || state.startsWith("57P0"));
  }
}
