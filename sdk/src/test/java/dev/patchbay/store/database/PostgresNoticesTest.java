package dev.patchbay.store.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PostgresNoticesTest {
  private final DataSource source = TestDatabases.postgresqlSource();
  private final Database one = Database.of(source);
  private final Database two = Database.of(source);
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final Notices sending = one.notices("patchbay_test", notice -> {});
  private final Notices listening = two.notices("patchbay_test", heard::add);

  @AfterEach
  void close() {
    sending.close();
    listening.close();
    one.close();
    two.close();
  }

  private String next() throws InterruptedException {
    return String.valueOf(heard.poll(20, TimeUnit.SECONDS));
  }

  @Test
  void anotherProcessHearsWhatIsSent() throws Exception {
    assertEquals("", next());
    sending.send("5 openai/one#0123");
    assertEquals("5 openai/one#0123", next());
  }

  @Test
  void whatIsTooLongIsOnlyAHint() throws Exception {
    assertEquals("", next());
    sending.send("é".repeat(100_000));
    assertEquals("", next());
  }

  @Test
  void listensAgainAfterItsConnectionBroke() throws Exception {
    assertEquals("", next());
    int ended =
        one.read(
            connection ->
                Sql.list(
                        connection,
                        "SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND query LIKE 'LISTEN%'",
                        row -> row.flag("ended"))
                    .size());
    assertEquals(2, ended);
    assertEquals("", next());
    sending.send("back");
    assertEquals("back", next());
  }

  @Test
  void closingEndsItsThread() throws Exception {
    next();
    listening.close();
    sending.send("nobody");
    assertTrue(heard.isEmpty());
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("patchbay-notices patchbay_test"))
                .count()
            <= 1);
  }

  @Test
  void sqliteCarriesNone() {
    try (Database database = TestDatabases.sqlite()) {
      assertSame(Notices.NONE, database.notices("patchbay_test", heard::add));
    }
  }
}
