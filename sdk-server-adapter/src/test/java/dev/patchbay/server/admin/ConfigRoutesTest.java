package dev.patchbay.server.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.media.MediaFetch;
import dev.patchbay.route.Strategy;
import dev.patchbay.server.Adapter;
import dev.patchbay.server.admin.Management.Reply;
import dev.patchbay.server.setup.Flags;
import dev.patchbay.server.setup.SetupReader;
import dev.patchbay.server.setup.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigRoutesTest {
  private static final String PATH = "/config";
  private static final String YAML =
      """
      strategy: priority
      retry: {delay: 1s}
      providers:
        my_lab:
          base-url: https://x.test/v1
          headers: {X-Secret: canary-header}
          accounts:
            - {name: a, api-key: canary-file}
      mappings:
        fast_one: ["my_lab:m"]
      """;

  @TempDir private Path folder;
  private Management here;

  @BeforeEach
  void open() throws IOException {
    here =
        Management.of(
            Adapter.open(
                SetupReader.read(
                    new Flags(
                        Files.writeString(folder.resolve("p.yaml"), YAML), null, null, "memory"),
                    Surroundings.of(Map.of("RETRY_ATTEMPTS", "4", "GROQ_API_KEY", "canary-env")))));
  }

  @AfterEach
  void close() {
    here.close();
  }

  private Reply patch(String json) {
    Reply reply = here.send("PATCH", PATH, json);
    assertEquals(200, reply.status(), reply.text());
    return reply;
  }

  @Test
  void showsWhatCountsWithItsDefaultsAndNoCredential() {
    Reply reply = here.get(PATH);

    assertEquals("priority", reply.said("strategy"));
    assertEquals("5h", reply.said("session_duration"));
    assertEquals("4", reply.said("retry", "attempts"));
    assertEquals("1s", reply.said("retry", "delay"));
    assertEquals("1m", reply.said("timeouts", "first_token"));
    assertEquals("false", reply.said("log", "payloads"));
    assertEquals("public", reply.said("media", "fetch"));
    assertEquals("memory", reply.said("database", "url"));
    assertEquals("8094", reply.said("server", "port"));
    assertEquals("my_lab:m", reply.said("mappings", "fast_one", 0));
    assertEquals("****", reply.said("providers", "my_lab", "headers", "X-Secret"));
    assertEquals("****", reply.said("providers", "my_lab", "accounts", 0, "api_key"));
    assertEquals("****", reply.said("providers", "groq", "accounts", 0, "api_key"));
    assertFalse(reply.text().contains("canary"), reply.text());
  }

  @Test
  void saysWhereEachValueComesFrom() {
    here.send("PATCH", PATH, "{\"default_model\": \"m\"}");

    Reply reply = here.get(PATH);

    assertSource(reply, "strategy", "file", "p.yaml line 1");
    assertSource(reply, "retry.attempts", "environment", "RETRY_ATTEMPTS");
    assertSource(reply, "retry.backoff", "default", "null");
    assertSource(reply, "default_model", "stored", "null");
    assertSource(reply, "database.url", "flag", "--database");
    assertSource(reply, "providers.my_lab.base_url", "file", "p.yaml line 5");
    assertSource(reply, "providers.my_lab.accounts[0].api_key", "file", "p.yaml line 8");
    assertSource(reply, "providers.groq.accounts[0].api_key", "environment", "GROQ_API_KEY");
    assertSource(reply, "mappings.fast_one", "file", "p.yaml line 10");
  }

  private static void assertSource(Reply reply, String path, String source, String at) {
    assertEquals(source, reply.said("sources", path, "source"), path);
    assertTrue(reply.said("sources", path, "at").endsWith(at), reply.said("sources", path));
  }

  @Test
  void changesPartsAtOnceAndKeepsTheRest() {
    Reply reply =
        patch(
            """
            {"strategy": "round-robin", "session_duration": "2h",
             "retry": {"attempts": 3}, "timeouts": {"first_token": "20s"},
             "log": {"payloads": true, "retention": "7d"}, "media": {"fetch": "never"}}
            """);

    assertEquals("3", reply.said("retry", "attempts"));
    assertEquals("1s", reply.said("retry", "delay"));
    assertEquals("20s", reply.said("timeouts", "first_token"));
    assertEquals(Strategy.ROUND_ROBIN, here.adapter().router().config().strategy());
    assertTrue(here.adapter().router().config().log().payloads());
    assertEquals(MediaFetch.NEVER, here.adapter().router().config().media().fetch());
  }

  @Test
  void theKeyOfWhatIsSaidIsReadAtTheStartOnly() {
    Reply refused = here.send("PATCH", PATH, "{\"log\": {\"encryption_key\": \"canary\"}}");
    assertEquals(400, refused.status());
    assertTrue(refused.text().contains("log.encryption_key is read when"), refused.text());
    assertFalse(refused.text().contains("canary"), refused.text());

    Reply shown = here.get(PATH);
    assertEquals("null", shown.said("log", "encryption_key"));
    assertEquals("[]", shown.said("log", "old_encryption_keys"));
    patch(
        "{\"log\": {\"payloads\": true, \"encryption_key\": null, \"old_encryption_keys\":"
            + " [\"****\"]}}");
  }

  @Test
  void takesAChangeBackByNull() {
    patch("{\"strategy\": \"round-robin\", \"retry\": {\"attempts\": 3, \"delay\": \"2s\"}}");

    Reply reply = patch("{\"strategy\": null, \"retry\": {\"attempts\": null}}");

    assertEquals("priority", reply.said("strategy"));
    assertEquals("4", reply.said("retry", "attempts"));
    assertEquals("2s", reply.said("retry", "delay"));
    assertEquals("1s", patch("{\"retry\": null}").said("retry", "delay"));
  }

  @Test
  void changesProvidersAndAccountsAndLeavesMaskedCredentialsAsTheyAre() {
    Reply reply =
        patch(
            """
            {"providers": {
              "my_lab": {"priority": 3, "base_url": "https://y.test/v1",
                "headers": {"X-Secret": "****", "X-New": "n"},
                "accounts": [{"name": "a", "api_key": "****", "weight": 4},
                             {"name": "b", "api_key": "canary-b"}]},
              "together": {"accounts": {"t": {"api_key": "canary-t"}}}}}
            """);

    assertFalse(reply.text().contains("canary"), reply.text());
    assertEquals("3", reply.said("providers", "my_lab", "priority"));
    assertEquals("4", reply.said("providers", "my_lab", "accounts", 0, "weight"));
    assertSource(reply, "providers.my_lab.accounts[0].weight", "stored", "null");
    assertSource(reply, "providers.my_lab.accounts[0].api_key", "file", "p.yaml line 8");
    assertEquals(Map.of("X-Secret", "canary-header", "X-New", "n"), provider("my_lab").headers());
    assertEquals(
        List.of("canary-file", "canary-b"),
        provider("my_lab").accounts().stream().map(one -> one.apiKey().reveal()).toList());
    assertEquals("canary-t", provider("together").accounts().get(0).apiKey().reveal());
  }

  private dev.patchbay.config.ProviderConfig provider(String id) {
    return here.adapter().router().config().providers().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void showsNoLoginAndNoQueryOfAnAddressAndKeepsThemWhenTheyComeBackMasked() {
    Reply reply =
        patch(
            """
            {"providers": {"my_lab": {"base_url": "https://y.test/v1?token=canary-query"}}}
            """);
    assertFalse(reply.text().contains("canary"), reply.text());
    String shown = reply.said("providers", "my_lab", "base_url");

    patch("{\"providers\": {\"my_lab\": {\"base_url\": \"" + shown + "\", \"priority\": 10}}}");

    assertEquals("https://y.test/v1?token=canary-query", provider("my_lab").baseUrl());
    assertEquals(10, provider("my_lab").priority());
    assertEquals("10", here.get("/config").said("providers", "my_lab", "priority"));
  }

  @Test
  void takesAProviderThatWasAddedAwayByNull() {
    patch("{\"providers\": {\"together\": {\"accounts\": {\"t\": {\"api_key\": \"k\"}}}}}");

    Reply reply = patch("{\"providers\": {\"together\": null, \"groq\": null}}");

    Map<?, ?> providers = (Map<?, ?>) reply.at("providers");
    assertFalse(providers.containsKey("together"));
    assertTrue(providers.containsKey("groq"));
  }

  @Test
  void replacesMappingsRulesPricesAndBudgets() {
    Reply reply =
        patch(
            """
            {"mappings": {"my_alias": ["groq:x_y"], "fast_one": ["groq:z"]},
             "rules": [{"match": {"model": "gpt-*"}, "to": [{"target": "groq:b", "weight": 2}]}],
             "prices": [{"provider": "my_lab", "model": "*", "input": "0.10", "output": "0.40"}],
             "budgets": [{"key": "*", "limit": "5.00", "per": "day"}],
             "unknown_price": "allow"}
            """);

    assertEquals("groq:x_y", reply.said("mappings", "my_alias", 0));
    assertEquals("groq:z", reply.said("mappings", "fast_one", 0));
    assertEquals("2", reply.said("rules", 0, "to", 0, "weight"));
    assertEquals("0.10", reply.said("prices", 0, "input"));
    assertSource(reply, "budgets", "stored", "null");
    assertEquals(1, here.adapter().router().budgets().size());
    assertEquals("my_lab:m", patch("{\"mappings\": null}").said("mappings", "fast_one", 0));
  }

  @Test
  void whatIsReadAtTheStartIsShownAndNotChanged() {
    assertTrue(here.get(PATH).text().contains("\"error_rate\":0.5"));
    Reply refused = here.send("PATCH", PATH, "{\"alerts\": {\"error_rate\": 0.1}}");

    assertEquals(400, refused.status());
    assertTrue(refused.text().contains("is read when the server starts"), refused.text());
  }

  @Test
  void takesBackWhatItShowedWithoutAChange() {
    Map<?, ?> shown = new LinkedHashMap<>((Map<?, ?>) here.get(PATH).at());
    shown.keySet().removeAll(List.of("server", "alerts", "database", "sources", "faults"));
    String json =
        dev.patchbay.json.Json.write(out -> dev.patchbay.server.roster.Trees.write(out, shown));

    Reply after = patch(json);

    assertEquals("priority", after.said("strategy"));
    assertEquals("canary-file", provider("my_lab").accounts().get(0).apiKey().reveal());
    assertEquals("canary-header", provider("my_lab").headers().get("X-Secret"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"strategy\": \"nicest\"} | strategy",
        "{\"retry\": {\"atempts\": 1}} | retry.atempts",
        "{\"retry\": {\"attempts\": 0}} | retry.attempts",
        "{\"retry\": 3} | retry",
        "{\"timeouts\": {\"idle\": \"0s\"}} | timeouts.idle",
        "{\"colour\": \"red\"} | colour",
        "{\"default_provider\": \"nobody\"} | default-provider",
        "{\"providers\": {\"my_lab\": {\"priority\": \"x\"}}} | providers.my_lab.priority",
        "{\"providers\": {\"my_lab\": {\"accounts\": [{\"weight\": 1}]}}}"
            + " | providers.my_lab.accounts[0].name",
        "{\"providers\": []} | providers",
        "{\"server\": {\"port\": 1}} | server",
        "{\"database\": {\"url\": \"memory\"}} | database",
        "{\"sources\": {}} | sources",
      })
  void refusesWhatDoesNotFitByItsPathAndChangesNothing(String body, String field) {
    Reply reply = here.send("PATCH", PATH, body);

    assertEquals(400, reply.status(), reply.text());
    assertEquals(field, reply.said("error", "field"), reply.text());
    assertEquals(Strategy.PRIORITY, here.adapter().router().config().strategy());
  }
}
