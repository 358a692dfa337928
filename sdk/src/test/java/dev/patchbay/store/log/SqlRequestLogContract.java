package dev.patchbay.store.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.log.RequestFilter;
import dev.patchbay.log.RequestLog;
import dev.patchbay.log.RequestPayload;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Sql;
import dev.patchbay.store.database.SqlWork;
import dev.patchbay.store.database.TestDatabases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a request log does in any database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
abstract class SqlRequestLogContract extends RequestLogContract {
  private @Nullable Database opened;

  /** A fresh database. */
  abstract Database open();

  @BeforeAll
  void openDatabase() {
    opened = open();
  }

  @BeforeEach
  void empty() {
    log().clear();
  }

  @AfterAll
  void closeDatabase() {
    if (opened != null) {
      opened.close();
    }
  }

  @Override
  RequestLog log() {
    return new SqlRequestLog(opened);
  }

  private long count(String table) {
    return opened.read(
        connection ->
            Sql.one(connection, "SELECT COUNT(*) AS n FROM " + table, row -> row.number("n"))
                .orElseThrow());
  }

  @Test
  void twoInstancesSeeTheSameRequests() {
    RequestLog one = log();
    RequestLog other = log();
    one.record(LoggedRequests.served("req_1", 1));
    assertTrue(other.find("req_1").isPresent());
  }

  @Test
  void nothingIsLeftBehindWhatWasPurged() {
    RequestLog log = log();
    IntStream.range(0, 5).forEach(i -> log.record(LoggedRequests.served("req_" + i, i)));
    log.attach(
        new RequestPayload(
            "req_1", LoggedRequests.NOON, new RequestPayload.Body("q", false), null));
    log.clear();
    for (String table : List.of("request_log", "request_details", "request_payloads")) {
      assertEquals(0, count(table), table);
    }
  }

  @Test
  void aLogThatIsClosedCountsWhatItDrops() {
    Database closed = TestDatabases.sqlite();
    RequestLog log = new SqlRequestLog(closed);
    closed.close();
    log.record(LoggedRequests.served("req_1", 1));
    assertEquals(1, log.dropped());
  }

  /** Notes the SQL of what is read. */
  private final class Watched implements Database {
    private final List<String> statements = new ArrayList<>();

    @Override
    public dev.patchbay.store.database.Dialect dialect() {
      return opened.dialect();
    }

    @Override
    public <T extends @Nullable Object> T read(SqlWork<T> work) {
      return opened.read(connection -> work.run(watched(connection)));
    }

    private Connection watched(Connection connection) {
      return (Connection)
          java.lang.reflect.Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> {
                if (method.getReturnType() == PreparedStatement.class) {
                  statements.add((String) arguments[0]);
                }
                return method.invoke(connection, arguments);
              });
    }

    @Override
    public <T extends @Nullable Object> T write(SqlWork<T> work) {
      return opened.write(work);
    }

    @Override
    public boolean later(SqlWork<?> work) {
      return opened.later(work);
    }

    @Override
    public void outside(String sql) {
      opened.outside(sql);
    }

    @Override
    public void flush() {
      opened.flush();
    }

    @Override
    public void close() {}
  }

  @Test
  void noListAndNoStatisticsTouchPayloads() {
    Watched watched = new Watched();
    RequestLog log = new SqlRequestLog(watched);
    log.page(RequestFilter.builder().provider("one").build(), "1.a", 10);
    log.after("0.0", 10);
    log.after(null, 10);
    log.find("req_1");
    log.statistics(
        dev.patchbay.log.StatisticsQuery.of(
            RequestFilter.ALL, dev.patchbay.log.StatisticsGroup.DAY));
    assertEquals(6, watched.statements.size(), watched.statements::toString);
    for (String sql : watched.statements) {
      assertFalse(sql.toLowerCase(Locale.ROOT).contains("payload"), sql);
    }
    assertEquals(Optional.empty(), log.payload("req_1"));
    assertTrue(watched.statements.get(6).contains("payload"));
  }
}
