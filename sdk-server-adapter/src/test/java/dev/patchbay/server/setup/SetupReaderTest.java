package dev.patchbay.server.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.config.ConfigException;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.config.source.ConfigMap;
import dev.patchbay.seal.SealKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SetupReaderTest {
  @TempDir private Path directory;

  private static Flags flags(Path file) {
    return new Flags(file, null, null, null);
  }

  private Setup read(String yaml, Map<String, String> env) throws IOException {
    Path file = Files.writeString(directory.resolve("p.yaml"), yaml);
    return SetupReader.read(flags(file), Surroundings.of(env));
  }

  private String fault(String yaml) {
    return String.valueOf(
        assertThrows(ConfigException.class, () -> read(yaml, Map.of())).getMessage());
  }

  @Test
  void theEnvironmentWinsOverTheFileAndItsLongerNameOverTheBareOne() throws IOException {
    String yaml = "server: {port: 1, max-body: 2MB}\nstrategy: priority\n";
    Setup setup = read(yaml, Map.of("PORT", "2", "PATCHBAY_PORT", "3"));
    assertEquals(3, setup.server().port());
    assertEquals(2L << 20, setup.server().maxBody());
    assertEquals("priority", setup.tree().get("strategy"));
  }

  @Test
  void theKeyOfBodiesIsReadByTheNameOthersGiveItToo() throws IOException {
    String one = "A".repeat(43) + "=";
    String two = "B".repeat(42) + "A=";
    Setup named = read("", Map.of("PAYLOAD_ENCRYPTION_KEY", one));
    assertEquals(SealKey.of(one), ConfigMap.read(named.tree()).log().encryptionKey());
    assertEquals("PAYLOAD_ENCRYPTION_KEY", named.origins().of("log.encryption-key").toString());
    Setup both =
        read("", Map.of("PAYLOAD_ENCRYPTION_KEY", one, "PATCHBAY_LOG_ENCRYPTION_KEY", two));
    assertEquals(SealKey.of(two), ConfigMap.read(both.tree()).log().encryptionKey());
    ConfigException fault =
        assertThrows(
            ConfigException.class, () -> read("", Map.of("PAYLOAD_ENCRYPTION_KEY", "short")));
    assertTrue(
        fault.getMessage().contains("PAYLOAD_ENCRYPTION_KEY: is no base64"), fault::getMessage);
  }

  @Test
  void flagsWinOverAll() {
    Setup setup =
        SetupReader.read(
            new Flags(null, "::1", 4, null), Surroundings.of(Map.of("PORT", "2", "HOST", "x")));
    assertEquals(4, setup.server().port());
    assertEquals("::1", setup.server().host());
  }

  @Test
  void aKeyOfTheFileThatTheEnvironmentHasTooIsOneAccount() throws IOException {
    String yaml = "providers: {groq: {accounts: [{name: a, api-key: '${GROQ_API_KEY}'}]}}";
    Setup setup = read(yaml, Map.of("GROQ_API_KEY", "k1", "GROQ_API_KEYS", "k1,k2"));
    RouterConfig config = ConfigMap.read(setup.tree());
    assertEquals(2, config.providers().get(0).accounts().size());
  }

  @Test
  void aFaultNamesTheFileAndTheLine() {
    String fault = fault("a: 1\nb: [\n");
    assertTrue(fault.contains("p.yaml line "), fault);
    assertTrue(fault("strategy: session\nstrategy: priority\n").contains("p.yaml line 2"));
  }

  @Test
  void anUnknownKeyOfTheServerIsRefusedWithTheNearest() {
    String fault = fault("server: {prot: 1}");
    assertTrue(fault.contains("server.prot") && fault.contains("'port'"), fault);
  }

  @Test
  void alertsAreReadFromTheFileAndTheEnvironmentOverIt() throws IOException {
    String yaml =
        "alerts: {window: 10m, error-rate: 0.25, min-requests: 5, budget-share: 0.9,"
            + " long-cooling: 1h, key-expiry: 2d, webhook: 'https://file.example/x'}";
    Setup setup =
        read(
            yaml,
            Map.of(
                "PATCHBAY_ALERTS_MIN_REQUESTS",
                "7",
                "PATCHBAY_ALERTS_WEBHOOK",
                "https://hooks.example/canary",
                "ALERTS_WINDOW",
                "3m"));

    assertEquals(
        "{window=10m, error-rate=0.25, min-requests=7, budget-share=0.9, long-cooling=60m,"
            + " key-expiry=2d, webhook=https://hooks.example/***}",
        setup.alerts().tree().toString());
    assertEquals(
        "PATCHBAY_ALERTS_MIN_REQUESTS", setup.origins().of("alerts.min-requests").toString());
    assertTrue(setup.origins().of("alerts.window").toString().contains("p.yaml line 1"));
    assertFalse(setup.alerts().toString().contains("canary"));
    assertEquals(AlertConfig.DEFAULT, read("", Map.of()).alerts());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "error-rate: 0 | alerts.error-rate: '0' is not understood; expected a share above 0",
        "error-rate: 1.5 | expected a share above 0, at most 1",
        "budget-share: much | alerts.budget-share: 'much'",
        "min-requests: 0 | alerts.min-requests: '0' is not understood; expected a whole number",
        "window: 5s | alerts.window: '5s' is not understood; expected a duration from 10s to 1d",
        "window: 2d | expected a duration from 10s to 1d",
        "long-cooling: soon | alerts.long-cooling: 'soon' is not understood; expected a duration",
        "key-expiry: 0d | alerts.key-expiry",
        "webhook: ftp://x.example/ | alerts.webhook: expected an address such as https",
        "webhook: https://canary:canary@x.example/ | alerts.webhook: expected an address",
        "webhook: hooks.example | alerts.webhook: expected an address",
        "eror-rate: 1 | did you mean 'error-rate'?"
      })
  void aWrongValueOfAlertsIsRefusedWithItsPath(String value, String expected) {
    String fault = fault("alerts: {" + value.strip() + "}");

    assertTrue(fault.contains(expected.strip()), fault);
    assertFalse(fault.contains("canary"), fault);
  }

  @Test
  void alertsThatAreNoSectionAreRefused() {
    assertTrue(fault("alerts: true").contains("alerts: expected a map"));
  }

  @Test
  void withoutADatabaseItIsAFileOfSqlite() {
    Setup setup = SetupReader.read(Flags.NONE, Surroundings.of(Map.of()));
    assertEquals(Map.of("url", "jdbc:sqlite:patchbay.db"), setup.tree().get("database"));
  }

  @Test
  void theAdminTokenIsReadAndNotShown() {
    Setup setup =
        SetupReader.read(Flags.NONE, Surroundings.of(Map.of("PATCHBAY_ADMIN_TOKEN", "tok-secret")));
    assertTrue(setup.adminToken() != null);
    assertFalse(setup.toString().contains("tok-secret"));
  }

  @Test
  void aFaultOfMeaningNamesTheLineToo() {
    String fault = fault("strategy: session\nproviders:\n  groq:\n    priority: high\n");

    assertTrue(fault.contains("p.yaml line 4: providers.groq.priority: "), fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: 1 | line 1: a: unknown key",
        "providers: {groq: {accounts: [{name: x, api-key: '${NOT_SET}'}]}} | line 1: providers.groq",
        "strategy: session\\ndefault-provider: nobody | line 2: default-provider: ",
        "server:\\n  prot: 1 | line 2: server.prot: unknown key",
        "mappings:\\n  gpt-4.1: [a:b]\\n  'gpt-4.1*': ['x'] | line 3: mappings.gpt-4.1*: ",
      })
  void everyFaultNamesTheNearestLine(String yaml, String expected) {
    String fault = fault(yaml.replace("\\n", "\n"));

    assertTrue(fault.contains(expected), fault);
  }

  @Test
  void aFaultOfAVariableNamesTheVariableThatStandsThere() throws IOException {
    Path env = Files.writeString(directory.resolve(".env"), "GROQ_PRIORITY=high\n");
    Surroundings around =
        Surroundings.of(Map.of("PATCHBAY_RETRY_ATTEMPTS", "no", "GROQ_API_KEY", "k"), env);

    String fault = refused(Flags.NONE, around);

    assertTrue(fault.contains("\n  .env: GROQ_PRIORITY: 'high'"), fault);
    assertTrue(fault.contains("\n  PATCHBAY_RETRY_ATTEMPTS: 'no'"), fault);
  }

  private static String refused(Flags flags, Surroundings around) {
    return String.valueOf(
        assertThrows(ConfigException.class, () -> SetupReader.read(flags, around)).getMessage());
  }

  @Test
  void theEnvironmentWinsOverTheFileOfVariables() throws IOException {
    Path env =
        Files.writeString(
            directory.resolve(".env"),
            "PATCHBAY_PORT=1\nHOST=::1\nGROQ_API_KEY=from-file\nTOGETHER_API_KEY=kept\n");

    Setup setup =
        SetupReader.read(Flags.NONE, Surroundings.of(Map.of("PORT", "2", "GROQ_API_KEY", ""), env));

    assertEquals(2, setup.server().port());
    assertEquals("::1", setup.server().host());
    assertEquals(Set.of("together"), ((Map<?, ?>) setup.tree().get("providers")).keySet());
    assertEquals(".env: HOST", setup.origins().of("server.host").toString());
    assertEquals("PORT", setup.origins().of("server.port").toString());
    assertEquals(
        ".env: TOGETHER_API_KEY",
        setup.origins().of("providers.together.accounts[0].api-key").toString());
  }

  @Test
  void saysWhereEachValueComesFrom() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("p.yaml"),
            "server: {port: 1}\n"
                + "retry:\n  attempts: 3\n  delay: 1s\n"
                + "providers:\n  groq:\n    accounts:\n      - {name: a, api-key: x}\n");
    Setup setup =
        SetupReader.read(
            new Flags(file, null, 7, "jdbc:sqlite:a.db"),
            Surroundings.of(Map.of("RETRY_ATTEMPTS", "4", "GROQ_API_KEYS", "x,y")));

    Origins origins = setup.origins();
    assertEquals("--port", origins.of("server.port").toString());
    assertEquals("--database", origins.of("database.url").toString());
    assertEquals(
        new Origin(Origin.Kind.ENVIRONMENT, "RETRY_ATTEMPTS"), origins.of("retry.attempts"));
    assertEquals(new Origin(Origin.Kind.FILE, file + " line 4"), origins.of("retry.delay"));
    assertEquals(file + " line 8", origins.of("providers.groq.accounts[0].api-key").toString());
    assertEquals("GROQ_API_KEYS", origins.of("providers.groq.accounts[1].api-key").toString());
    assertEquals(Origin.DEFAULT, origins.of("strategy"));
  }

  @ParameterizedTest
  @CsvSource({
    "PATCHBAY_PROT, PATCHBAY_PORT",
    "PATCHBAY_ADMIN_TOKN, PATCHBAY_ADMIN_TOKEN",
    "PATCHBAY_GROQ_API_KY, PATCHBAY_GROQ_API_KEY",
    "PATCHBAY_LB_STRATGY, PATCHBAY_LB_STRATEGY",
    "PATCHBAY_DATABASE_TYP, PATCHBAY_DATABASE_TYPE",
  })
  void aMisspeltVariableIsNamedWithTheNearest(String wrong, String right) {
    String fault = refused(Flags.NONE, Surroundings.of(Map.of(wrong, "x")));

    assertTrue(fault.contains(wrong + ": ") && fault.contains("'" + right + "'"), fault);
  }

  @Test
  void aVariableThatTheFileAsksForIsNoSlip() throws IOException {
    Setup setup = read("default-model: '${PATCHBAY_PROT:m}'", Map.of("PATCHBAY_PROT", "x"));

    assertEquals("x", setup.tree().get("default-model"));
  }

  @ParameterizedTest
  @CsvSource({
    "sqlite, , jdbc:sqlite:patchbay.db",
    "sqlite, sqlite:///./x.db, sqlite:///./x.db",
    "postgresql, postgresql://u:p@h/d, postgresql://u:p@h/d",
    "PostgreSQL, jdbc:postgresql://h/d, jdbc:postgresql://h/d",
    "supabase, postgresql://u:p@h/d, postgresql://u:p@h/d",
  })
  void theTypeOfTheDatabaseAgreesWithItsUrl(String type, @Nullable String url, String expected) {
    Map<String, String> env = new HashMap<>(Map.of("DATABASE_TYPE", type));
    if (url != null) {
      env.put("DATABASE_URL", url);
    }

    Setup setup = SetupReader.read(Flags.NONE, Surroundings.of(env));

    assertEquals(Map.of("url", expected), setup.tree().get("database"));
  }

  @ParameterizedTest
  @CsvSource({
    "mysql, , sqlite",
    "postgresql, , DATABASE_URL",
    "supabase, , Connect",
    "postgresql, jdbc:sqlite:x.db, another kind",
    "sqlite, postgresql://u:canary@h/d, another kind",
  })
  void aTypeOfADatabaseThatIsNotThereIsRefusedWithTheCure(
      String type, @Nullable String url, String cure) {
    Map<String, String> env = new HashMap<>(Map.of("DATABASE_TYPE", type));
    if (url != null) {
      env.put("DATABASE_URL", url);
    }

    String fault = refused(Flags.NONE, Surroundings.of(env));

    assertTrue(fault.contains("DATABASE_TYPE: ") && fault.contains(cure), fault);
    assertFalse(fault.contains("canary"), fault);
  }

  @Test
  void anAddressOfSupabaseIsNoDatabase() {
    Map<String, String> env = Map.of("SUPABASE_URL", "https://x.supabase.co", "SUPABASE_KEY", "k");

    String fault = refused(Flags.NONE, Surroundings.of(env));

    assertTrue(fault.contains("SUPABASE_URL: ") && fault.contains("DATABASE_URL"), fault);
  }

  @Test
  void anAddressOfSupabaseBesideADatabaseDoesNoHarm() throws IOException {
    Setup setup =
        read(
            "database: {url: 'postgresql://u:p@h/d'}",
            Map.of("SUPABASE_URL", "https://x.supabase.co", "DATABASE_TYPE", "supabase"));

    assertEquals(Map.of("url", "postgresql://u:p@h/d"), setup.tree().get("database"));
  }

  @Test
  void aFileThatIsNestedWithoutEndIsRefused() {
    assertTrue(fault("a: " + "[".repeat(100_000)).contains("nested more than"));
    assertTrue(fault("a: " + "{a: ".repeat(100_000)).contains("line 1: is nested more than"));
  }

  @Test
  void aFileWhoseAnchorsMultiplyIsRefused() {
    StringBuilder yaml = new StringBuilder("x0: &x0 [a, a, a, a, a, a, a]\n");
    for (int i = 1; i < 8; i++) {
      String alias = "*x" + (i - 1);
      yaml.append("x" + i + ": &x" + i + " [" + (alias + ", ").repeat(6) + alias + "]\n");
    }
    assertTrue(fault(yaml.toString()).contains("more than 100000 values"), fault(yaml.toString()));
    assertTrue(fault("x: &x [*x]\n").contains("nested more than"));
  }

  @Test
  void moreAnchorsThanAnybodyWritesAreRefused() {
    String yaml = "x: &x [a]\ny: [" + "*x, ".repeat(60) + "*x]\n";

    assertTrue(fault(yaml).contains("anchors"), fault(yaml));
  }
}
