package dev.patchbay.kill;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Durability;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens databases by their JDBC URLs. */
final class Opening {
  private Opening() {}

  /** For a process that is going to be killed. */
  static Database pooled(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    return open(url, isSqlite(url) ? null : new HikariDataSource(config));
  }

  /** For a look. */
  static Database once(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    if (!isSqlite(url)) {
      source.setUrl(url);
    }
    return open(url, source);
  }

  private static boolean isSqlite(String url) {
    return url.startsWith("jdbc:sqlite:");
  }

  private static Database open(String url, DataSource source) {
    return isSqlite(url) ? Database.open(url, Durability.PROCESS) : Database.of(source);
  }
}
