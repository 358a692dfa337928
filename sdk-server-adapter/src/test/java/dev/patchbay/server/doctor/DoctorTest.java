package dev.patchbay.server.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.alert.Alert;
import dev.patchbay.inquiry.ModelList;
import dev.patchbay.secret.Secret;
import dev.patchbay.server.RunningAdapter;
import dev.patchbay.server.doctor.Finding.Grade;
import dev.patchbay.server.setup.ServerConfig;
import dev.patchbay.server.setup.Setup;
import dev.patchbay.store.Stores;
import dev.patchbay.store.database.DatabaseUrl;
import dev.patchbay.store.database.Durability;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each of the usual mistakes is found, and its cure is said. */
final class DoctorTest {
  @TempDir Path folder;

  private static void assertFound(Finding found, String cure) {
    assertEquals(Grade.PROBLEM, found.grade(), found::toString);
    assertTrue(found.text().contains(cure), found::toString);
  }

  private static void assertFine(Finding found) {
    assertEquals(Grade.OK, found.grade(), found::toString);
  }

  private static ModelList failing(String fault) {
    return new ModelList(List.of(), Map.of("groq", fault));
  }

  private Path database() {
    return folder.resolve("patchbay.db");
  }

  private Setup setup(Map<String, Object> providers) {
    return Setup.of(
        ServerConfig.DEFAULT.withPort(0),
        Map.of("providers", providers, "database", Map.of("url", "jdbc:sqlite:" + database())));
  }

  @Test
  void findsThatThereIsNoProvider() {
    List<Finding> found = new Doctor(setup(Map.of()), Clock.systemUTC()).look();

    assertTrue(
        found.stream().anyMatch(one -> one.text().contains("patchbay accounts add")),
        found::toString);
  }

  @Test
  void findsThatAKeyIsRefused() {
    assertFound(ProviderLook.at(failing("status 401"), List.of("groq")).get(0), "replace it");
  }

  @Test
  void findsThatAnAddressIsWrong() {
    assertFound(ProviderLook.at(failing("status 404"), List.of("groq")).get(0), "base-url");
  }

  @Test
  void findsNothingWhereAProviderAnswers() {
    assertFine(ProviderLook.at(new ModelList(List.of(), Map.of()), List.of("groq")).get(0));
  }

  @Test
  void findsThatAnotherHasThePort() throws IOException {
    try (MockWebServer other = new MockWebServer()) {
      other.enqueue(new MockResponse.Builder().body("Hello").build());
      other.start(InetAddress.getByName("127.0.0.1"), 0);
      assertFound(PortLook.at("127.0.0.1", other.getPort()), "--port");
    }
  }

  @Test
  @Tag("slow")
  void findsThatOneThatSaysNothingHasThePort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertFound(PortLook.at("127.0.0.1", taken.getLocalPort()), "--port");
    }
  }

  @Test
  void knowsAServerOfOurs() {
    try (RunningAdapter running =
        RunningAdapter.of(
            Map.of(
                "providers",
                Map.of(
                    "groq", Map.of("accounts", List.of(Map.of("name", "a", "api-key", "k"))))))) {
      assertFine(PortLook.at("127.0.0.1", running.server().address().getPort()));
    }
  }

  @Test
  void findsThatTheClockGoesWrong() {
    assertFound(ClockLook.judge(Duration.ofSeconds(61), "groq"), "61 s fast");
    assertFound(ClockLook.judge(Duration.ofSeconds(-90), "groq"), "90 s slow");
    assertFine(ClockLook.judge(Duration.ofSeconds(-60), "groq"));
  }

  @Test
  void findsThatTheDatabaseIsLocked() throws Exception {
    try (Connection holder = DriverManager.getConnection("jdbc:sqlite:" + database())) {
      holder.createStatement().execute("BEGIN IMMEDIATE");

      List<Finding> found = FileLook.at(database());

      assertFound(found.get(found.size() - 1), "locked");
    }
  }

  @Test
  void findsThatTheDatabaseHasNoDirectory() {
    assertFound(FileLook.at(folder.resolve("none/patchbay.db")).get(0), "create it");
  }

  @Test
  void findsANetworkFileSystem() {
    assertFound(FileLook.place("nfs4", database()), "local disk");
    assertFine(FileLook.place("ext4", database()));
  }

  @Test
  void findsThatTheDiskIsNearlyFull() {
    assertFound(FileLook.room(100L * 1024 * 1024, folder), "make room");
    assertFine(FileLook.room(1L << 40, folder));
  }

  @Test
  void findsANewerSchema() throws Exception {
    new Doctor(setup(Map.of()), Clock.systemUTC()).look();
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database())) {
      other.createStatement().execute("INSERT INTO patchbay_schema VALUES (999, 'later', 'x', 0)");
    }

    List<Finding> found = new Doctor(setup(Map.of()), Clock.systemUTC()).look();

    assertTrue(
        found.stream().anyMatch(one -> one.grade() == Grade.PROBLEM && one.text().contains("999")),
        found::toString);
  }

  @Test
  void hintsAtOpenAlertsAndTheirCures() {
    new Doctor(setup(Map.of()), Clock.systemUTC()).look();
    try (Stores stores =
        Stores.open(
            DatabaseUrl.of("jdbc:sqlite:" + database()), Durability.PROCESS, Clock.systemUTC())) {
      for (int i = 0; i < 7; i++) {
        stores
            .alerts()
            .add(
                Alert.raised("al" + i, "account_refused", "s" + i, "No " + i, null, Instant.EPOCH));
      }
      stores.alerts().acknowledge("al6", Instant.EPOCH);
    }
    List<Finding> found =
        new Doctor(setup(Map.of()), Clock.systemUTC())
            .look().stream().filter(one -> one.subject().equals("alerts")).toList();

    assertEquals(6, found.size());
    assertEquals(Grade.HINT, found.get(0).grade());
    assertTrue(found.get(0).text().startsWith("No 5. Replace its key"), found::toString);
    assertEquals("1 more are open: patchbay alerts", found.get(5).text());
  }

  @Test
  void findsThatOthersMayReadTheSecretKey() throws IOException {
    Path key = Files.writeString(Path.of(database() + ".key"), "key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertFound(SecretLook.at(database(), false), "chmod 600");

    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    assertFine(SecretLook.at(database(), false));
  }

  @Test
  void saysWhatALostSecretKeyMeans() throws IOException {
    Files.createFile(database());

    assertEquals(Grade.HINT, SecretLook.at(database(), false).grade());
  }

  @Test
  void findsThatAnybodyMayAsk() {
    Setup open = Setup.of(ServerConfig.DEFAULT.withHost("0.0.0.0"), Map.of());
    assertFound(BindingLook.at(open, 0), "keys create");
    assertFound(BindingLook.at(open, 1), "PATCHBAY_ADMIN_TOKEN");
    Setup told = new Setup(open.server(), Map.of(), Secret.of("token"), null, null);
    assertFine(BindingLook.at(told, 1));
    assertFine(BindingLook.at(Setup.of(ServerConfig.DEFAULT, Map.of()), 0));
  }

  @Test
  void hintsAtANewerJava() {
    assertEquals(Grade.HINT, JavaLook.at(17).grade());
    assertFine(JavaLook.at(21));
  }

  @Test
  void findsThatTheProxyIsNotThere() {
    assertFound(ProxyLook.at("http://127.0.0.1:1"), "UPSTREAM_PROXY_URL");
    assertFine(ProxyLook.at(null));
  }
}
