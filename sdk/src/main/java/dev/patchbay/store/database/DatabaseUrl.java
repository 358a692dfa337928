package dev.patchbay.store.database;

import dev.patchbay.failure.StoreException;
import dev.patchbay.secret.Redactor;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is: {@code jdbc:sqlite:file}, {@code sqlite:///file}, {@code
 * jdbc:postgresql://…} or {@code postgresql://user:password@host/name}. Its text may hold a
 * password; {@code toString} masks it. Immutable.
 */
public final class DatabaseUrl {
  private static final List<String> FILES = List.of("jdbc:sqlite:", "sqlite:");

  private final String text;
  private final @Nullable Path file;
  private final @Nullable ServerUrl server;

  private DatabaseUrl(String text, @Nullable Path file, @Nullable ServerUrl server) {
    this.text = text;
    this.file = file;
    this.server = server;
  }

  /**
   * Reads it; nothing is opened.
   *
   * @throws IllegalArgumentException if it is of no known form; the message doesn't quote it
   */
  public static DatabaseUrl of(String text) {
    String url = text.strip();
    for (String prefix : FILES) {
      if (url.startsWith(prefix)) {
        return new DatabaseUrl(url, file(url.substring(prefix.length())), null);
      }
    }
    if (ServerUrl.isOne(url)) {
      return new DatabaseUrl(url, null, ServerUrl.parse(url));
    }
    if (url.startsWith("http")) {
      throw new IllegalArgumentException(
          "expected the connection string of a database, postgresql://USER:PASSWORD@HOST/NAME; of"
              + " a project at Supabase it stands on the page Connect");
    }
    throw new IllegalArgumentException(
        "expected jdbc:sqlite:FILE, jdbc:postgresql://HOST/NAME or"
            + " postgresql://USER:PASSWORD@HOST/NAME");
  }

  /** {@code sqlite:///x} is relative, as others read it too; {@code sqlite:////x} is absolute. */
  private static Path file(String rest) {
    String name = rest;
    if (name.startsWith("///")) {
      name = name.substring("///".length());
    } else if (name.startsWith("//")) {
      name = name.substring("//".length());
    }
    if (name.isBlank() || name.equals(":memory:")) {
      throw new IllegalArgumentException(
          "expected the path of a file; to keep all in memory leave the database out");
    }
    if (name.startsWith("file:") || name.contains("?")) {
      throw new IllegalArgumentException("expected the path of a file, without parameters");
    }
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("expected the path of a file: " + e.getReason());
    }
  }

  /** The file it is; empty if it is a server. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /** Opens it. */
  Database open(Durability durability) {
    if (file != null) {
      Drivers.SQLITE.require();
      return SqliteDatabase.open(new SqliteFile(file, durability));
    }
    if (server == null) {
      throw new StoreException("No database");
    }
    Drivers.POSTGRESQL.require();
    Drivers.HIKARI.require();
    ServerPool pool = ServerPool.open(server);
    return PostgresDatabase.over(pool.source(), pool::close);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DatabaseUrl that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Without the login and the parameters. */
  @Override
  public String toString() {
    return Redactor.address(text);
  }
}
