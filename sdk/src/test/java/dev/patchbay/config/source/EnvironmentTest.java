package dev.patchbay.config.source;

import static dev.patchbay.config.source.Trees.env;
import static dev.patchbay.config.source.Trees.faults;
import static dev.patchbay.config.source.Trees.resolve;
import static dev.patchbay.config.source.Trees.variables;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.account.Account;
import dev.patchbay.config.AccountConfig;
import dev.patchbay.config.DatabaseConfig;
import dev.patchbay.config.LogConfig;
import dev.patchbay.config.ProviderConfig;
import dev.patchbay.config.Resolved;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.endpoint.Endpoints;
import dev.patchbay.media.MediaFetch;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.CatalogueRow;
import dev.patchbay.provider.DispatchMode;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.Tier;
import dev.patchbay.route.Strategy;
import dev.patchbay.route.Substitution;
import dev.patchbay.seal.SealKey;
import dev.patchbay.secret.Secret;
import dev.patchbay.store.database.Durability;
import dev.patchbay.wire.Endpoint;
import dev.patchbay.wire.Protocol;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
  private static final String PREFIX = Environment.PREFIX;

  static Stream<CatalogueRow> rowsWithAKeyOfTheirOwn() {
    return Catalogue.load().rows().stream()
        .filter(row -> !row.enablingKeys().isEmpty() && !row.needsBaseUrl());
  }

  @Test
  void saysWhichVariableSaysWhat() {
    EnvironmentTree said =
        Environment.said(
            Map.of(
                "GROQ_API_KEY",
                "k",
                "GROQ_API_KEYS",
                "k,l",
                "GROQ_PRIORITY",
                "3",
                "PORT",
                "1",
                "RETRY_DELAY_MS",
                "7"),
            "",
            Catalogue.load());

    assertEquals(
        Map.of(
            "providers.groq.accounts[0]", "GROQ_API_KEY",
            "providers.groq.accounts[1]", "GROQ_API_KEYS",
            "providers.groq.priority", "GROQ_PRIORITY",
            "retry.delay", "RETRY_DELAY_MS"),
        said.variables());
    assertFalse(said.toString().contains("k,l"));
  }

  @Test
  void knowsTheNamesOfItsVariables() {
    java.util.Set<String> names =
        Environment.names(
            Map.of("MY_LAB_TYPE", "custom", "MY_LAB_BASE_URL", "http://x"), Catalogue.load());

    assertTrue(
        names.containsAll(
            List.of("GROQ_API_KEYS", "AZURE_OPENAI_API_KEY", "LB_STRATEGY", "MY_LAB_HEADERS")));
    assertFalse(names.contains("PATCHBAY_LB_STRATEGY"));
  }

  @ParameterizedTest
  @MethodSource("rowsWithAKeyOfTheirOwn")
  void aKeyAloneEnablesItsProviderAtItsVendor(CatalogueRow row) {
    for (String name : row.enablingKeys()) {
      Resolved resolved = resolve(env(PREFIX, name, "k"));
      assertEquals(List.of(row.id()), ids(resolved), name);
      Provider provider = resolved.tables().providers().enabled().get(0);
      assertEquals(row.provider().protocols(), provider.protocols());
      assertEquals(Secret.of("k"), resolved.tables().accountsOf(row.id()).get(0).apiKey());
    }
  }

  @Test
  void withAKeyTheRealProviderIsCalled() {
    Resolved resolved = resolve(env(PREFIX, "ANTHROPIC_API_KEY", "k"));
    Provider provider = resolved.tables().providers().enabled().get(0);
    Protocol protocol = Protocol.ANTHROPIC_MESSAGES;
    Endpoint endpoint = new Endpoint("/messages", Map.of());
    assertEquals(
        "https://api.anthropic.com/v1/messages",
        new Endpoints(Catalogue.load()).url(provider, protocol, "claude-sonnet-5", endpoint));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GITHUB_TOKEN",
        "HF_TOKEN",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_BEARER_TOKEN_BEDROCK",
        "GOOGLE_APPLICATION_CREDENTIALS",
        "DEEPINFRA_TOKEN",
        "OLLAMA_API_KEY",
        "OLLAMA_API_KEYS",
        "VLLM_API_KEY",
        "OPENAI_BASE_URL",
        "OLLAMA_HOST"
      })
  void whatIsMadeForMoreThanOneUseEnablesNothing(String name) {
    assertEquals(List.of(), env(PREFIX, name, "v").providers());
  }

  @Test
  void suchATokenIsTheKeyOnceTheProviderIsEnabled() {
    RouterConfig config = env(PREFIX, "GITHUB_TOKEN", "t", "GITHUB_ENABLED", "true");
    assertEquals(List.of("t"), keys(config, "github"));
  }

  @ParameterizedTest
  @CsvSource({"OLLAMA_ENABLED,true", "OLLAMA_BASE_URL,http://box:11434", "VLLM_ENABLED,TRUE"})
  void localRowsAreEnabledByAFlagOrAnAddress(String name, String value) {
    Resolved resolved = resolve(env(PREFIX, name, value));
    assertEquals(1, ids(resolved).size());
    Account account = resolved.tables().accountsOf(ids(resolved).get(0)).get(0);
    assertNull(account.apiKey());
    assertEquals("main", account.name());
  }

  @Test
  void aLocalRowTakesItsKeyIfThereIsOne() {
    RouterConfig config = env(PREFIX, "OLLAMA_ENABLED", "true", "OLLAMA_API_KEY", "k");
    assertEquals(List.of("k"), keys(config, "ollama"));
  }

  @Test
  void aFlagBeatsAKey() {
    RouterConfig config =
        env(PREFIX, "GROQ_API_KEY", "k", "GROQ_ENABLED", "false", "XAI_API_KEY", "x");
    assertEquals(List.of("xai"), ids(resolve(config)));
  }

  @Test
  void aFlagWithoutAKeyNamesTheVariableToSet() {
    assertEquals(
        List.of(
            "providers.groq.accounts: enabled, but there is no account; set GROQ_API_KEY or add one"
                + " with an api-key"),
        faults(() -> resolve(env(PREFIX, "GROQ_ENABLED", "true"))));
  }

  @Test
  void severalKeysAreSeveralAccountsEachOnce() {
    RouterConfig config = env(PREFIX, "GROQ_API_KEY", "a", "GROQ_API_KEYS", " b , a,, c ");
    assertEquals(List.of("a", "b", "c"), keys(config, "groq"));
    assertEquals(
        List.of("main", "account-2", "account-3"),
        resolve(config).tables().accountsOf("groq").stream().map(Account::name).toList());
  }

  @Test
  void aListOfKeysAloneEnables() {
    assertEquals(List.of("groq"), ids(resolve(env(PREFIX, "GROQ_API_KEYS", "a,b"))));
  }

  @ParameterizedTest
  @CsvSource({
    "GOOGLE_API_KEY,gemini",
    "PPLX_API_KEY,perplexity",
    "ZHIPU_API_KEY,zai",
    "DASHSCOPE_API_KEY,alibaba",
    "CO_API_KEY,cohere"
  })
  void conventionalNamesAreRead(String name, String id) {
    assertEquals(List.of("k"), keys(env(PREFIX, name, "k"), id));
  }

  @Test
  void ourNameComesBeforeAConventionalOne() {
    RouterConfig config = env(PREFIX, "GOOGLE_API_KEY", "google", "GEMINI_API_KEY", "gemini");
    assertEquals(List.of("gemini"), keys(config, "gemini"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AZURE_BASE_URL", "AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_BASE_URL"})
  void azureTakesItsAddressFromEitherName(String name) {
    RouterConfig config =
        env(PREFIX, "AZURE_OPENAI_API_KEY", "k", name, "https://r.openai.azure.com");
    Provider azure = resolve(config).tables().providers().enabled("azure").orElseThrow();
    assertEquals("https://r.openai.azure.com", azure.protocols().get(Protocol.OPENAI_CHAT));
  }

  @Test
  void azureTakesItsVersionFromTheVendorsName() {
    RouterConfig config =
        env(
            PREFIX,
            "AZURE_API_KEY",
            "k",
            "AZURE_OPENAI_ENDPOINT",
            "https://r.openai.azure.com",
            "OPENAI_API_VERSION",
            "2024-10-21");
    assertEquals("2024-10-21", provider(config, "azure").apiVersion());
  }

  @Test
  void azureWithoutAnAddressSaysWhatToSet() {
    String fault = faults(() -> resolve(env(PREFIX, "AZURE_OPENAI_API_KEY", "k"))).get(0);
    assertTrue(fault.contains("AZURE_BASE_URL"), fault);
    assertTrue(fault.contains("AZURE_ENABLED=false"), fault);
  }

  @Test
  void aTypeMakesAProviderOfOnesOwn() {
    RouterConfig config =
        env(
            PREFIX,
            "AZURE_EU_TYPE",
            "azure",
            "AZURE_EU_API_KEY",
            "k",
            "AZURE_EU_BASE_URL",
            "https://eu.openai.azure.com",
            "AZURE_EU_PRIORITY",
            "5");
    Provider provider = resolve(config).tables().providers().enabled("azure-eu").orElseThrow();
    assertEquals("azure", provider.type());
    assertEquals(5, provider.priority());
    assertEquals("AZURE_EU", provider.envPrefix());
  }

  @Test
  void aTypeOfTheApplicationMakesNone() {
    RouterConfig config =
        env(
            PREFIX,
            "DATABASE_TYPE",
            "postgres",
            "CONTENT_TYPE",
            "custom",
            "QUEUE_TYPE",
            "rabbit",
            "QUEUE_BASE_URL",
            "http://q");
    assertEquals(List.of(), config.providers());
  }

  @Test
  void everyVariableOfAProviderIsRead() {
    RouterConfig config =
        env(
            PREFIX,
            "GROQ_API_KEY",
            "k",
            "GROQ_BASE_URL",
            "http://h/v1",
            "GROQ_DISPATCH_MODE",
            "POOLED",
            "GROQ_PRIORITY",
            "3",
            "GROQ_WEIGHT",
            "4",
            "GROQ_TIMEOUT",
            "90s",
            "GROQ_MODELS",
            "a, b-*",
            "GROQ_HEADERS",
            "{\"X-A\":\"1\",\"X-B\":2}",
            "GROQ_API_VERSION",
            "v",
            "GROQ_BIG_MODEL",
            "big",
            "GROQ_MEDIUM_MODEL",
            "medium",
            "GROQ_SMALL_MODEL",
            "small",
            "GROQ_PROTOCOL",
            "openai-chat");
    ProviderConfig groq = provider(config, "groq");
    assertEquals("http://h/v1", groq.baseUrl());
    assertEquals(DispatchMode.POOLED, groq.mode());
    assertEquals(3, groq.priority());
    assertEquals(4, groq.weight());
    assertEquals(Duration.ofSeconds(90), groq.timeout());
    assertEquals(List.of("a", "b-*"), groq.models().stream().map(m -> m.name()).toList());
    assertEquals(Map.of("X-A", "1", "X-B", "2"), groq.headers());
    assertEquals("v", groq.apiVersion());
    assertEquals(
        Map.of(Tier.BIG, "big", Tier.MEDIUM, "medium", Tier.SMALL, "small"), groq.tierModels());
    assertEquals(Protocol.OPENAI_CHAT, groq.protocol());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PATCHBAY_"})
  void theRoutersOwnVariablesBeginWithThePrefix(String prefix) {
    RouterConfig config =
        env(
            prefix,
            prefix + "DEFAULT_PROVIDER",
            "groq",
            prefix + "DEFAULT_MODEL",
            "m",
            prefix + "SUBSTITUTION",
            "any",
            prefix + "LB_STRATEGY",
            "least-used",
            prefix + "UPSTREAM_PROXY_URL",
            "http://p:1",
            prefix + "RETRY_ATTEMPTS",
            "5",
            prefix + "RETRY_BACKOFF",
            "1.5",
            prefix + "MEDIA_FETCH",
            "never",
            prefix + "RETRY_DELAY_MS",
            "70",
            prefix + "SESSION_DURATION_MS",
            "60000");
    assertEquals("groq", config.defaultProvider());
    assertEquals("m", config.defaultModel());
    assertEquals(Substitution.ANY, config.dispatch().substitution());
    assertEquals(Strategy.LEAST_USED, config.strategy());
    assertEquals("http://p:1", config.upstreamProxy());
    assertEquals(5, config.dispatch().attempts());
    assertEquals(1.5, config.dispatch().backoff());
    assertEquals(MediaFetch.NEVER, config.media().fetch());
    assertEquals(Duration.ofMillis(70), config.dispatch().delay());
    assertEquals(Duration.ofMinutes(1), config.sessionDuration());
  }

  @Test
  void theDatabaseIsReadFromItsUrlAndSupabasesOwnUrlIsThenNoMatter() {
    RouterConfig config =
        env(
            PREFIX,
            "PATCHBAY_DATABASE_URL",
            "jdbc:sqlite:x.db",
            "PATCHBAY_DATABASE_DURABILITY",
            "power",
            "PATCHBAY_SUPABASE_URL",
            "https://x.supabase.co");
    assertEquals(DatabaseConfig.of("jdbc:sqlite:x.db", Durability.POWER), config.database());
    assertEquals(
        DatabaseConfig.DEFAULT, env(PREFIX, "SUPABASE_URL", "https://x.supabase.co").database());
  }

  @Test
  void keysOfWhatIsSaidAreReadOldOnesWithCommas() {
    String one = "A".repeat(43) + "=";
    String two = "ab".repeat(32);
    LogConfig log =
        env(
                PREFIX,
                "PATCHBAY_LOG_ENCRYPTION_KEY",
                one,
                "PATCHBAY_LOG_OLD_ENCRYPTION_KEYS",
                two + ", " + one)
            .log();
    assertEquals(SealKey.of(one), log.encryptionKey());
    assertEquals(List.of(SealKey.of(two), SealKey.of(one)), log.oldEncryptionKeys());
    assertFalse(log.toString().contains(one) || log.toString().contains(two), log::toString);
  }

  @Test
  void bareNamesInsideAnApplicationAreTheApplications() {
    RouterConfig config =
        env(
            PREFIX,
            "DEFAULT_PROVIDER",
            "nobody",
            "RETRY_ATTEMPTS",
            "-9",
            "LB_STRATEGY",
            "x",
            "SESSION_DURATION_MS",
            "x",
            "DATABASE_URL",
            "x",
            "UPSTREAM_PROXY_URL",
            "x");
    assertEquals(RouterConfig.builder().build(), config);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GROQ_PRIORITY | high | GROQ_PRIORITY: 'high' is not understood; expected a whole number
          GROQ_ENABLED | maybe | GROQ_ENABLED: 'maybe' is not understood; expected true or false
          GROQ_TIMEOUT | 90 | GROQ_TIMEOUT: '90' is not understood; expected a duration such as 250ms, 5s, 5m, 5h or 90d, from 1ms to 24h
          GROQ_BASE_URL | groq.com | GROQ_BASE_URL: 'groq.com' is no address; expected http://… or https://…
          GROQ_HEADERS | X-A: b | GROQ_HEADERS: expected a JSON object of header names and values
          GROQ_HEADERS | ["a"] | GROQ_HEADERS: expected a JSON object of header names and values
          GROQ_HEADERS | {"X-A":{}} | GROQ_HEADERS: expected a single value
          PATCHBAY_RETRY_ATTEMPTS | 0 | PATCHBAY_RETRY_ATTEMPTS: '0' is not understood; expected a whole number from 1 to 100
          PATCHBAY_RETRY_DELAY_MS | 1s | PATCHBAY_RETRY_DELAY_MS: '1s' is not understood; expected a whole number of milliseconds
          PATCHBAY_SESSION_DURATION_MS | 0 | PATCHBAY_SESSION_DURATION_MS: '0ms' is not understood; expected a duration such as 250ms, 5s, 5m, 5h or 90d, from 1ms to 8760h
          PATCHBAY_DATABASE_URL | x | PATCHBAY_DATABASE_URL: 'x' is not understood; expected jdbc:sqlite:FILE, jdbc:postgresql://HOST/NAME or postgresql://USER:PASSWORD@HOST/NAME
          PATCHBAY_DATABASE_URL | https://x.supabase.co | PATCHBAY_DATABASE_URL: 'https://x.supabase.co' is not understood; expected the connection string of a database, postgresql://USER:PASSWORD@HOST/NAME; of a project at Supabase it stands on the page Connect
          PATCHBAY_DATABASE_URL | postgres://u:p@/x | PATCHBAY_DATABASE_URL: '****' is not understood; expected the host of the database after //
          PATCHBAY_DATABASE_DURABILITY | full | PATCHBAY_DATABASE_DURABILITY: 'full' is not understood; expected one of process, power
          PATCHBAY_SUPABASE_URL | https://x.supabase.co | PATCHBAY_SUPABASE_URL: names no database; set PATCHBAY_DATABASE_URL to the project's connection string, which stands on its page Connect
          PATCHBAY_LOG_ENCRYPTION_KEY | x | PATCHBAY_LOG_ENCRYPTION_KEY: is no base64; make one with: openssl rand -base64 32
          PATCHBAY_RETRY_ATEMPTS | 2 | PATCHBAY_RETRY_ATEMPTS: unknown key; did you mean 'RETRY_ATTEMPTS'?
          """)
  void faultsNameTheVariable(String name, String value, String fault) {
    assertEquals(List.of(fault), faults(() -> env(PREFIX, "GROQ_API_KEY", "k", name, value)));
  }

  @Test
  void faultsOfAllVariablesComeTogether() {
    List<String> faults =
        faults(
            () ->
                env(
                    PREFIX,
                    "GROQ_API_KEY",
                    "k",
                    "GROQ_HEADERS",
                    "no",
                    "GROQ_WEIGHT",
                    "no",
                    "PATCHBAY_RETRY_DELAY_MS",
                    "no",
                    "PATCHBAY_LB_STRATEGY",
                    "no"));
    assertEquals(4, faults.size(), faults.toString());
  }

  @Test
  void anEmptyVariableIsUnset() {
    RouterConfig config =
        env(
            PREFIX,
            "OPENAI_API_KEY",
            " ",
            "GROQ_ENABLED",
            "",
            "PATCHBAY_LB_STRATEGY",
            "",
            "XAI_API_KEY",
            "k",
            "XAI_BASE_URL",
            "");
    assertEquals(List.of("xai"), ids(resolve(config)));
  }

  @Test
  void providersComeInTheOrderOfTheCatalogueThenOnesOwnByName() {
    RouterConfig config =
        env(
            PREFIX,
            "ZETA_TYPE",
            "custom",
            "ZETA_BASE_URL",
            "http://z",
            "ALPHA_TYPE",
            "openai",
            "ALPHA_API_KEY",
            "k",
            "GROQ_API_KEY",
            "k",
            "OPENAI_API_KEY",
            "k",
            "ANTHROPIC_API_KEY",
            "k");
    assertEquals(List.of("openai", "anthropic", "groq", "alpha", "zeta"), ids(resolve(config)));
  }

  @Test
  void theEnvironmentWinsOverTheFileAlsoWhenEmpty() {
    Map<String, String> file = DotEnv.parse(".env", "A=file\nB=file\nC=file");
    Map<String, String> all = Environment.over(file, variables("A", "env", "B", ""));
    assertEquals(new LinkedHashMap<>(variables("A", "env", "B", "", "C", "file")), all);
  }

  @Test
  void aConfigurationFromTheEnvironmentCanBeBuiltUpon() {
    RouterConfig config =
        env(PREFIX, "GROQ_API_KEY", "k").toBuilder()
            .provider(ProviderConfig.of("openai").apiKey("o").build())
            .provider(ProviderConfig.of("groq").apiKey("other").build())
            .build();
    assertEquals(List.of("groq", "openai"), ids(resolve(config)));
    assertEquals(List.of("other"), keys(config, "groq"));
    assertFalse(ids(resolve(config)).isEmpty());
  }

  private static List<String> ids(Resolved resolved) {
    return resolved.tables().providers().enabled().stream().map(Provider::id).toList();
  }

  private static ProviderConfig provider(RouterConfig config, String id) {
    return config.providers().stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
  }

  private static List<String> keys(RouterConfig config, String id) {
    return provider(config, id).accounts().stream()
        .map(AccountConfig::apiKey)
        .map(Secret::reveal)
        .toList();
  }
}
