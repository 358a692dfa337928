package dev.patchbay.store.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.patchbay.failure.StoreException;
import dev.patchbay.secret.Redactor;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** Our own pool of connections to a server, the only place that knows the pool. Thread-safe. */
final class ServerPool {
  private static final int MOST_CONNECTIONS = 10;
  private static final int LEAST_IDLE = 2;
  private static final long BORROW_MILLIS = 10_000;

  /** Unless the URL says otherwise: a network that is gone must not hold a thread for ever. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "ApplicationName", "patchbay",
          "connectTimeout", "10",
          "socketTimeout", "60",
          "tcpKeepAlive", "true");

  private final HikariDataSource source;

  private ServerPool(HikariDataSource source) {
    this.source = source;
  }

  /**
   * Opens it, with a first connection.
   *
   * @throws StoreException if there is none
   */
  static ServerPool open(ServerUrl url) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("patchbay");
    config.setJdbcUrl(url.address());
    config.setUsername(url.user());
    if (url.password() != null) {
      config.setPassword(url.password().reveal());
    }
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setMinimumIdle(LEAST_IDLE);
    config.setConnectionTimeout(BORROW_MILLIS);
    DEFAULTS.forEach(config::addDataSourceProperty);
    url.parameters().forEach(config::addDataSourceProperty);
    try {
      return new ServerPool(new HikariDataSource(config));
    } catch (PoolInitializationException e) {
      throw e.getCause() instanceof SQLException sql ? DatabaseFaults.describe(sql) : fault(e);
    } catch (RuntimeException e) {
      throw fault(e);
    }
  }

  private static StoreException fault(RuntimeException e) {
    return new StoreException(
        "The database can't be opened: " + Redactor.redact(String.valueOf(e.getMessage())), e);
  }

  DataSource source() {
    return source;
  }

  void close() {
    source.close();
  }
}
