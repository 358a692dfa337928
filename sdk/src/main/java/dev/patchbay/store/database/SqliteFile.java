package dev.patchbay.store.database;

import dev.patchbay.failure.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/** A database file and how it is connected to. Immutable. */
record SqliteFile(Path path, Durability durability) {
  /** The WAL is cut back to this once a checkpoint is through; a peak does not stay for ever. */
  private static final long LARGEST_JOURNAL = 64L * 1024 * 1024;

  private static final int BUSY_MILLIS = 30_000;
  private static final long PAUSE_NANOS = 10_000_000;

  SqliteFile {
    path = path.toAbsolutePath().normalize();
  }

  /** Makes sure that the file is there and in WAL mode, so that readers don't wait for writers. */
  void prepare() {
    check();
    create();
    try {
      String mode = journal();
      if (!mode.equalsIgnoreCase("wal")) {
        throw new StoreException(
            path + " can't be shared (journal mode " + mode + "): keep it on a local disk");
      }
    } catch (SQLException e) {
      throw new StoreException(path + ": " + DatabaseFaults.describe(e).getMessage(), e);
    }
  }

  private void check() {
    Path directory = path.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new StoreException(
          "The database " + path + " has no directory: create it, or choose another file");
    }
    if (Files.isDirectory(path)) {
      throw new StoreException("The database " + path + " is a directory: name a file in it");
    }
    boolean there = Files.exists(path);
    if (!Files.isWritable(directory) || (there && !Files.isWritable(path))) {
      throw new StoreException(
          "The database "
              + path
              + " can't be written: make the file and its directory writable for this user");
    }
  }

  /** For its owner's eyes only, where the file system knows owners; SQLite's other files follow. */
  private void create() {
    if (Files.exists(path)) {
      return;
    }
    try {
      if (Files.getFileStore(path.getParent()).supportsFileAttributeView("posix")) {
        Files.createFile(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
    } catch (FileAlreadyExistsException e) {
      // another process was faster
    } catch (IOException e) {
      throw new StoreException("The database " + path + " can't be created: " + e.getMessage(), e);
    }
  }

  /**
   * SQLite doesn't wait for others where it changes the mode (source: sqlite.org,
   * sqlite3_busy_handler: "the busy handler is not invoked if that could end in a deadlock"), so
   * those who open a fresh file at the same moment ask again.
   */
  private String journal() throws SQLException {
    long began = System.nanoTime();
    while (true) {
      try (Connection connection = connect(true)) {
        return journal(connection);
      } catch (SQLException e) {
        if (!DatabaseFaults.isLocked(e)
            || System.nanoTime() - began > BUSY_MILLIS * 1_000_000L
            || Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static String journal(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = journal(statement)) {
      return result.next() ? result.getString(1) : "unknown";
    }
  }

  /** What is deleted can be given back in small steps only if that is said before all else. */
  private static ResultSet journal(Statement statement) throws SQLException {
    statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
    return statement.executeQuery("PRAGMA journal_mode = WAL");
  }

  /** A new connection. */
  Connection connect(boolean writes) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.enforceForeignKeys(true);
    config.setSynchronous(
        durability == Durability.POWER ? SynchronousMode.FULL : SynchronousMode.NORMAL);
    Connection connection = new SqliteConnection(path.toString(), config.toProperties());
    try (Statement statement = connection.createStatement()) {
      if (!writes) {
        statement.execute("PRAGMA query_only = ON");
        return connection;
      }
      statement.execute("PRAGMA journal_size_limit = " + LARGEST_JOURNAL);
      if (durability == Durability.POWER) {
        statement.execute("PRAGMA fullfsync = ON"); // macOS: the disk's own cache too
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
