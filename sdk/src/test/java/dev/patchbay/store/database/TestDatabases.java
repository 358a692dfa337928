package dev.patchbay.store.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * Fresh databases for tests: a file of SQLite, a database on the one PostgreSQL of this JVM. Close
 * what is opened; what was made is deleted when the JVM ends.
 */
public final class TestDatabases {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabases() {}

  /** A fresh file, open. */
  public static Database sqlite() {
    return Database.open("jdbc:sqlite:" + sqliteFile(), Durability.PROCESS);
  }

  /** The path of a file that is not yet there. */
  public static Path sqliteFile() {
    return Directory.PATH.resolve("test-" + COUNT.incrementAndGet() + ".db");
  }

  /** A fresh database, open; the test is skipped where no PostgreSQL can run. */
  public static Database postgresql() {
    return Database.open(migratedPostgresqlUrl(), Durability.PROCESS);
  }

  /**
   * The JDBC URL of a fresh database that has our tables, as user {@code postgres} without a
   * password. What opens it has a pool: a connection for every statement takes many times as long.
   */
  public static String migratedPostgresqlUrl() {
    return server().getJdbcUrl("postgres", fresh("TEMPLATE " + Migrated.NAME));
  }

  /** Connections to a fresh and empty database, for as many {@link Database}s as a test needs. */
  public static DataSource postgresqlSource() {
    return server().getDatabase("postgres", fresh(""));
  }

  /** The JDBC URL of a fresh and empty database, as user {@code postgres} without a password. */
  public static String postgresqlUrl() {
    return server().getJdbcUrl("postgres", fresh(""));
  }

  private static String fresh(String like) {
    String name = "test_" + COUNT.incrementAndGet();
    create(name + " " + like);
    return name;
  }

  private static void create(String what) {
    try (Connection connection = server().getPostgresDatabase().getConnection()) {
      Sql.update(connection, "CREATE DATABASE " + what);
    } catch (SQLException e) {
      throw new AssertionError("no database " + what, e);
    }
  }

  private static EmbeddedPostgres server() {
    Server server = Server.ONLY;
    Assumptions.assumeTrue(server.postgres != null, "no PostgreSQL runs here: " + server.trouble);
    return Objects.requireNonNull(server.postgres);
  }

  /** What others are copied from: that is faster than to make our tables again. */
  private static final class Migrated {
    static final String NAME = make();

    private static String make() {
      create("migrated");
      Database.of(server().getDatabase("postgres", "migrated")).close();
      return "migrated";
    }
  }

  /** Started when the first test needs it. */
  private static final class Server {
    static final Server ONLY = new Server();

    final @Nullable EmbeddedPostgres postgres;
    final @Nullable String trouble;

    private Server() {
      EmbeddedPostgres started = null;
      String failed = null;
      try {
        started =
            EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "300")
                .setServerConfig("shared_buffers", "64MB")
                // No test cuts the power of its server; waiting for its disk took minutes.
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .start();
      } catch (IOException | RuntimeException e) {
        failed = String.valueOf(e);
        System.err.println("######## ALL TESTS ON POSTGRESQL ARE SKIPPED: " + failed);
      }
      postgres = started;
      trouble = failed;
    }
  }

  private static final class Directory {
    static final Path PATH = make();

    private static Path make() {
      try {
        Path directory = Files.createTempDirectory("patchbay-test");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
        return directory;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void delete(Path directory) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        System.err.println("not deleted: " + directory);
      }
    }
  }
}
