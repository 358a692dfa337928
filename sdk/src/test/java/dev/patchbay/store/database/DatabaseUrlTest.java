package dev.patchbay.store.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which database a URL means. */
final class DatabaseUrlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:postgresql://h/db | jdbc:postgresql://h/db | | | {}
          jdbc:postgresql://h:5433/db?user=u&password=p%26q | jdbc:postgresql://h:5433/db | u | p&q | {}
          jdbc:postgresql://a:1,b:2/db?targetServerType=primary | jdbc:postgresql://a:1,b:2/db | | | {targetServerType=primary}
          postgresql://u:p@h/db | jdbc:postgresql://h/db | u | p | {}
          postgres://u:p@h/db | jdbc:postgresql://h/db | u | p | {}
          postgres://u:p%40ss%2F@h:5432/db | jdbc:postgresql://h:5432/db | u | p@ss/ | {}
          postgres://u:p@ss/w?x@h/db | jdbc:postgresql://h/db | u | p@ss/w?x | {}
          postgres://u:50%off+1@h/db | jdbc:postgresql://h/db | u | 50%off+1 | {}
          postgres://u@h | jdbc:postgresql://h/ | u | | {}
          postgres://u:p@h/db?sslmode=verify-full&connect_timeout=3 | jdbc:postgresql://h/db | u | p | {connectTimeout=3, sslmode=verify-full}
          postgres://u:p@h/db?pgbouncer=true&schema=patchbay | jdbc:postgresql://h/db | u | p | {currentSchema=patchbay, prepareThreshold=0}
          postgresql://postgres.abc:p@aws-0-eu-central-1.pooler.supabase.com:6543/postgres | jdbc:postgresql://aws-0-eu-central-1.pooler.supabase.com:6543/postgres | postgres.abc | p | {prepareThreshold=0, sslmode=require}
          postgresql://postgres.abc:p@aws-0-eu-central-1.pooler.supabase.com:5432/postgres | jdbc:postgresql://aws-0-eu-central-1.pooler.supabase.com:5432/postgres | postgres.abc | p | {sslmode=require}
          postgresql://postgres:p@db.abc.supabase.co:5432/postgres?sslmode=verify-full | jdbc:postgresql://db.abc.supabase.co:5432/postgres | postgres | p | {sslmode=verify-full}
          """)
  void readsEveryFormOfAServersUrl(
      String url,
      String address,
      @Nullable String user,
      @Nullable String password,
      String parameters) {
    ServerUrl read = ServerUrl.parse(url);
    assertEquals(address, read.address());
    assertEquals(user, read.user());
    assertEquals(password, read.password() == null ? null : read.password().reveal());
    assertEquals(parameters, new TreeMap<>(read.parameters()).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:sqlite:x.db",
        "sqlite:x.db",
        "sqlite:///./x.db",
        "sqlite:////srv/x.db",
        " jdbc:sqlite:/srv/x y.db ",
        "postgres://u:p@h/db"
      })
  void takesWhatItKnows(String url) {
    assertNotNull(DatabaseUrl.of(url));
    assertEquals(DatabaseUrl.of(url), DatabaseUrl.of(url.strip()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mysql://u:hidden@h/db | expected jdbc:sqlite:FILE, jdbc:postgresql://HOST/NAME
          hidden.db | expected jdbc:sqlite:FILE, jdbc:postgresql://HOST/NAME
          https://hidden.supabase.co | of a project at Supabase it stands on the page Connect
          jdbc:sqlite: | expected the path of a file; to keep all in memory leave the database out
          jdbc:sqlite::memory: | expected the path of a file; to keep all in memory leave the database out
          jdbc:sqlite:file:hidden?mode=memory | expected the path of a file, without parameters
          jdbc:postgresql:hidden | expected jdbc:postgresql://HOST/NAME
          postgres://u:hidden@/db | expected the host of the database after //
          """)
  void refusesOthersAndSaysWhatItExpectedWithoutQuotingThem(String url, String expected) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> DatabaseUrl.of(url));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains(expected), message);
    assertFalse(message.contains("hidden"), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://u:hidden@h/db",
        "postgres://u:x@hidden/@h/db",
        "jdbc:postgresql://h/db?user=u&password=hidden"
      })
  void showsNoPassword(String url) {
    assertFalse(DatabaseUrl.of(url).toString().contains("hidden"));
    assertFalse(ServerUrl.parse(url).toString().contains("hidden"));
  }

  @Test
  void showsWhereItIs() {
    assertEquals("****@h:5432/db", DatabaseUrl.of("postgres://u:p@h:5432/db").toString());
    assertEquals("jdbc:sqlite:x.db", DatabaseUrl.of("jdbc:sqlite:x.db").toString());
  }
}
