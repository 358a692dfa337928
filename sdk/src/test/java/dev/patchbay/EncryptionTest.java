package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.config.ConfigException;
import dev.patchbay.config.LogConfig;
import dev.patchbay.failure.StoreException;
import dev.patchbay.log.RequestPayload;
import dev.patchbay.log.RequestRecord;
import dev.patchbay.seal.SealKey;
import dev.patchbay.secret.Secret;
import dev.patchbay.store.database.Sql;
import dev.patchbay.store.database.TestDatabases;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people say is not in the bytes of a database, though all of it is kept and read back. */
@Timeout(60)
class EncryptionTest {
  private static final String CANARY = "zq9canary";
  private static final SealKey KEY = SealKey.random(new SecureRandom());

  private static Gateway open(String url, @Nullable SealKey key, SealKey... old) {
    LogConfig log = new LogConfig(true, Duration.ofDays(1)).encrypted(key, List.of(old));
    return new Gateway(
        kit -> kit.router(builder -> builder.database(url)).configure(tree -> tree.log(log)),
        ScriptedProvider.openai("one").reply(Reply.text(CANARY + " answered")));
  }

  private static void say(Gateway gateway) {
    Router router = gateway.kit.router();
    router.chat("m", CANARY + " typed");
    router.stream("m", CANARY + " typed, streamed").response();
    router.conversation("talk").send(ChatRequest.of("m", CANARY + " in a conversation"));
    for (boolean stream : List.of(false, true)) {
      gateway.ask(wire("{\"model\":\"m\",\"input\":\"" + CANARY + " sent\",\"stream\":" + stream));
    }
    router.requests().list(10); // all of it is written then
  }

  private static WireRequest wire(String open) {
    return WireRequest.builder(
            Protocol.OPENAI_RESPONSES, (open + "}").getBytes(StandardCharsets.UTF_8))
        .options(CallOptions.builder().conversation("sent").build())
        .build();
  }

  private static List<RequestPayload> payloads(Gateway gateway) {
    return gateway.kit.router().requests().list(10).stream()
        .map(RequestRecord::id)
        .map(id -> gateway.kit.router().requests().payload(id).orElseThrow())
        .toList();
  }

  /** All that was said can be read. */
  private static void read(Gateway gateway) {
    List<RequestPayload> payloads = payloads(gateway);
    assertEquals(5, payloads.size());
    for (RequestPayload payload : payloads) {
      assertTrue(payload.request().text().contains(CANARY), payload::toString);
      assertTrue(payload.response().text().contains(CANARY), payload::toString);
    }
    for (String talk : List.of("talk", "sent")) {
      assertTrue(
          gateway.kit.router().conversation(talk).messages().toString().contains(CANARY), talk);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingThatIsSaidIsInTheBytesOfAFile(boolean sealed) throws IOException {
    Path file = TestDatabases.sqliteFile();
    String url = "jdbc:sqlite:" + file;
    SealKey key = sealed ? KEY : null;
    try (Gateway gateway = open(url, key)) {
      say(gateway);
      read(gateway);
      assertEquals(!sealed, bytes(file).contains(CANARY), "while it is open");
    }
    assertEquals(!sealed, bytes(file).contains(CANARY), "after the end");
    try (Gateway gateway = open(url, key)) {
      read(gateway);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingThatIsSaidIsInTheRowsOfAServer(boolean sealed) throws SQLException {
    String url = TestDatabases.postgresqlUrl();
    SealKey key = sealed ? KEY : null;
    try (Gateway gateway = open(url, key)) {
      say(gateway);
      read(gateway);
    }
    assertEquals(!sealed, rows(url).contains(CANARY));
    try (Gateway gateway = open(url, key)) {
      read(gateway);
    }
  }

  /** The file and what SQLite has beside it. */
  private static String bytes(Path file) throws IOException {
    StringBuilder all = new StringBuilder();
    String name = file.getFileName().toString();
    try (Stream<Path> files = Files.list(file.getParent())) {
      for (Path each :
          files.filter(one -> one.getFileName().toString().startsWith(name)).toList()) {
        all.append(Files.readString(each, StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  private static String rows(String url) throws SQLException {
    StringBuilder all = new StringBuilder();
    try (Connection connection = DriverManager.getConnection(url)) {
      List<String> tables =
          Sql.list(
              connection,
              "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
              row -> row.text("tablename"));
      for (String table : tables) {
        all.append(
            Sql.list(
                connection,
                "SELECT t::text AS row FROM \"" + table + "\" t",
                row -> row.text("row")));
      }
    }
    assertTrue(all.toString().contains("req_"), "the test looks at the wrong rows");
    return all.toString();
  }

  @Test
  void anotherKeyIsAClearFaultAndTheOldOneOpensBesideTheNewOne() {
    String url = "jdbc:sqlite:" + TestDatabases.sqliteFile();
    try (Gateway gateway = open(url, KEY)) {
      say(gateway);
    }
    SealKey next = SealKey.random(new SecureRandom());
    try (Gateway gateway = open(url, next)) {
      assertEquals(5, gateway.kit.router().requests().list(10).size());
      StoreException fault = assertThrows(StoreException.class, () -> payloads(gateway));
      assertTrue(fault.getMessage().contains("log.encryption-key"), fault::getMessage);
      assertFalse(fault.getMessage().contains(KEY.reveal()));
    }
    try (Gateway gateway = open(url, next, KEY)) {
      read(gateway);
    }
  }

  @Test
  void whatWasKeptBeforeThereWasAKeyStaysReadable() {
    String url = "jdbc:sqlite:" + TestDatabases.sqliteFile();
    try (Gateway gateway = open(url, null)) {
      say(gateway);
    }
    try (Gateway gateway = open(url, KEY)) {
      read(gateway);
    }
  }

  @Test
  void theBuilderTakesAKey() throws IOException {
    Path file = TestDatabases.sqliteFile();
    Secret key = Secret.of(KEY.reveal());
    try (Gateway gateway =
        new Gateway(
            kit ->
                kit.router(
                    builder ->
                        builder
                            .configure(tree -> tree.log(new LogConfig(true, Duration.ofDays(1))))
                            .database("jdbc:sqlite:" + file)
                            .encryptionKey(key)),
            ScriptedProvider.openai("one").reply(Reply.text("Hello")))) {
      gateway.kit.router().chat("m", CANARY);
      assertTrue(payloads(gateway).get(0).request().text().contains(CANARY));
    }
    assertFalse(bytes(file).contains(CANARY));
    Secret none = Secret.of("none");
    assertThrows(IllegalArgumentException.class, () -> Router.builder().encryptionKey(none));
  }

  @Test
  void aKeyIsNotChangedWhileItRuns() {
    try (Gateway gateway = open("memory", KEY)) {
      ConfigException fault =
          assertThrows(
              ConfigException.class,
              () ->
                  gateway
                      .kit
                      .router()
                      .reconfigure(
                          gateway.kit.router().config().toBuilder()
                              .log(LogConfig.DEFAULT)
                              .build()));
      assertTrue(fault.getMessage().contains("log.encryption-key"), fault::getMessage);
    }
  }
}
