package dev.patchbay.store.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.StoreException;
import dev.patchbay.log.RequestFilter;
import dev.patchbay.log.RequestLog;
import dev.patchbay.log.RequestPayload;
import dev.patchbay.seal.SealKey;
import dev.patchbay.seal.Texts;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Sql;
import dev.patchbay.store.database.SqlWork;
import dev.patchbay.store.database.TestDatabases;
import java.security.SecureRandom;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static final SealKey KEY = SealKey.random(new SecureRandom());

  private RequestLog sealed() {
    return new SqlRequestLog(opened, Texts.of(KEY, List.of()));
  }

  private static RequestPayload said(String id) {
    return new RequestPayload(
        id,
        LoggedRequests.NOON,
        new RequestPayload.Body("a question", false),
        new RequestPayload.Body("an answer", true));
  }

  private void change(String sql) {
    opened.write(connection -> Sql.update(connection, sql));
  }

  @Test
  void aSealedBodyIsNotInTheDatabaseAndReadsBack() {
    RequestLog log = sealed();
    log.attach(said("req_1"));
    assertEquals(Optional.of(said("req_1")), log.payload("req_1"));
    String row =
        opened.read(
            connection ->
                Sql.one(
                        connection,
                        "SELECT request || response AS said FROM request_payloads",
                        each -> each.text("said"))
                    .orElseThrow());
    assertFalse(row.contains("question") || row.contains("answer"), row);
    assertTrue(row.startsWith("v1:" + KEY.name()), row);
  }

  @Test
  void aPlainBodyStaysReadableOnceThereIsAKey() {
    log().attach(said("req_1"));
    assertEquals(Optional.of(said("req_1")), sealed().payload("req_1"));
  }

  @Test
  void aBodyUnderAnotherKeyNamesTheSetting() {
    sealed().attach(said("req_1"));
    StoreException fault = assertThrows(StoreException.class, () -> log().payload("req_1"));
    assertTrue(fault.getMessage().contains("req_1"), fault::getMessage);
    assertTrue(fault.getMessage().contains("log.encryption-key"), fault::getMessage);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE request_payloads SET request = response",
        "UPDATE request_payloads SET request = substr(request, 1, length(request) - 8)",
        "UPDATE request_payloads SET request = request || 'AAAA'",
        "UPDATE request_payloads SET id = 'req_2'"
      })
  void aBodyThatWasTamperedWithDoesNotOpen(String tampering) {
    RequestLog log = sealed();
    log.attach(said("req_1"));
    assertTrue(log.payload("req_1").isPresent());
    change(tampering);
    StoreException fault =
        assertThrows(
            StoreException.class,
            () -> log.payload(tampering.endsWith("'req_2'") ? "req_2" : "req_1"));
    assertTrue(fault.getMessage().contains("was changed"), fault::getMessage);
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
