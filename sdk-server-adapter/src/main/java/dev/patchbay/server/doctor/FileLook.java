package dev.patchbay.server.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the database file lies well, can be written, and nobody holds it. */
final class FileLook {
  static final String SUBJECT = "database";

  private static final String DISK = "disk";

  /** A day of a busy server. */
  private static final long LITTLE = 512L * 1024 * 1024;

  /** As Linux and macOS name them. */
  private static final Set<String> NETWORK =
      Set.of("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "9p", "fuse.sshfs");

  private static final int PATIENCE_MILLIS = 1000;
  private static final int BUSY = 5;

  private static final int CORRUPT = 11;
  private static final int NO_DATABASE = 26;

  private static final String CURE =
      ": stop what uses it, then run 'patchbay repair', or restore a backup";

  private FileLook() {}

  private static boolean isDamage(SQLException e) {
    int code = e.getErrorCode() & 0xff;
    return code == CORRUPT || code == NO_DATABASE;
  }

  /** The file a URL names; null if it is of another database. */
  static @Nullable Path file(String url) {
    for (String start : List.of("jdbc:sqlite:", "sqlite:///", "sqlite:")) {
      if (url.startsWith(start)) {
        return Path.of(url.substring(start.length())).toAbsolutePath();
      }
    }
    return null;
  }

  static List<Finding> at(Path file) {
    Path directory = file.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      return List.of(
          Finding.problem(SUBJECT, "the directory of " + file + " is not there: create it"));
    }
    List<Finding> found = new ArrayList<>();
    try {
      FileStore store = Files.getFileStore(directory);
      found.add(room(store.getUsableSpace(), directory));
      found.add(place(store.type(), file));
    } catch (IOException e) {
      found.add(Finding.problem(DISK, directory + " can't be looked at: " + e.getMessage()));
    }
    if (Files.exists(file)) {
      found.add(held(file));
    } else if (!Files.isWritable(directory)) {
      found.add(unwritable(directory));
    }
    return found;
  }

  static Finding room(long bytes, Path directory) {
    long mib = bytes / (1024 * 1024);
    return bytes < LITTLE
        ? Finding.problem(DISK, "only " + mib + " MiB are left at " + directory + ": make room")
        : Finding.ok(DISK, mib + " MiB are free");
  }

  static Finding place(String type, Path file) {
    return NETWORK.contains(type.toLowerCase(Locale.ROOT))
        ? Finding.problem(
            SUBJECT,
            file + " lies on a network file system (" + type + "): move it to a local disk")
        : Finding.ok(SUBJECT, file + " lies on a local disk");
  }

  /**
   * @param problems what is damaged
   */
  static Finding whole(List<String> problems) {
    return problems.isEmpty()
        ? Finding.ok(SUBJECT, "opens, its schema is right, and it is whole")
        : Finding.problem(
            SUBJECT, "is damaged (" + problems.get(0).lines().findFirst().orElse("") + ")" + CURE);
  }

  private static Finding unwritable(Path path) {
    return Finding.problem(SUBJECT, path + " can't be written: give this user the right to");
  }

  private static Finding held(Path file) {
    if (!Files.isWritable(file)) {
      return unwritable(file);
    }
    String url = "jdbc:sqlite:" + file + "?busy_timeout=" + PATIENCE_MILLIS;
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      statement.execute("ROLLBACK");
      return Finding.ok(SUBJECT, "can be written");
    } catch (SQLException e) {
      return (e.getErrorCode() & 0xff) == BUSY
          ? Finding.problem(
              SUBJECT,
              file + " is locked by another process: close it (fuser " + file + " shows which)")
          : Finding.problem(SUBJECT, file + ": " + e.getMessage() + (isDamage(e) ? CURE : ""));
    }
  }
}
