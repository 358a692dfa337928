package dev.patchbay.server.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.server.admin.Management.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProviderRoutesTest {
  private static final String PATH = "/admin/providers";
  private static final Map<String, Object> CONFIGURED =
      Map.of(
          "providers",
          Map.of("openai", Map.of("accounts", List.of(Map.of("api-key", "sk-canary-file")))));

  private final Management here = Management.of(CONFIGURED);

  @AfterEach
  void close() {
    here.close();
  }

  private static String body(String name, String type, String url, String more) {
    return """
        {"name": "%s", "provider_type": "%s", "base_url": "%s", "api_key": "sk-canary",
         "big_model": "big", "medium_model": "medium", "small_model": "small",
         "is_active": true, "priority": 3, "timeout": 120%s}
        """
        .formatted(name, type, url, more);
  }

  @ParameterizedTest
  @CsvSource({
    "My OpenAI, openai, https://api.openai.com/v1, openai-chat",
    "Azure OpenAI, azure, https://x.openai.azure.com/openai/deployments, openai-chat",
    "Anthropic, anthropic, https://api.anthropic.com/v1/messages, anthropic-messages",
    "Google Gemini, gemini, https://generativelanguage.googleapis.com/v1beta/openai, openai-chat",
    "Mistral AI, mistral, https://api.mistral.ai/v1, openai-chat",
    "Perplexity, perplexity, https://api.perplexity.ai, openai-chat",
    "Local Ollama, ollama, http://localhost:11434/v1, openai-chat",
    "Custom AI Service, custom, https://your-custom-api.com/v1, openai-chat",
    "Groq, groq, https://api.groq.com/openai/v1, openai-chat",
    "OpenRouter, openrouter, https://openrouter.ai/api/v1, openai-chat",
    "Together, together, https://api.together.xyz/v1, openai-chat",
  })
  void addsAProviderOfEveryKind(String name, String type, String url, String protocol) {
    Reply reply = here.post(PATH, body(name, type, url, ", \"headers\": {\"X-Title\": \"App\"}"));

    assertEquals(201, reply.status(), reply.text());
    String id = reply.said("id");
    assertEquals(name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'), id);
    assertEquals(name, reply.said("name"));
    assertEquals(type, reply.said("provider_type"));
    assertEquals("big", reply.said("big_model"));
    assertEquals("120", new java.math.BigDecimal(reply.said("timeout")).toPlainString());
    assertEquals("true", reply.said("is_active"));
    assertEquals("stored", reply.said("source"));
    assertEquals(
        1,
        here.adapter().router().accounts().list().stream()
            .filter(account -> account.alias().equals(id + "/main"))
            .count());
    assertFalse(reply.text().contains("canary"));
  }

  @Test
  void takesAnIdThatIsANumber() {
    Reply reply =
        here.post(
            PATH,
            """
            {"id": 1, "name": "One", "provider_type": "groq", "api_key": "k"}
            """);

    assertEquals("1", reply.said("id"));
    assertEquals(200, here.send("PUT", PATH + "/1", "{\"is_active\": false}").status());
    assertEquals("false", here.get(PATH + "/1").said("is_active"));
  }

  @Test
  void listsThemWithoutCredentials() {
    here.post(
        PATH,
        body("Mine", "custom", "https://x.test/v1", ", \"headers\": {\"X-Key\": \"canary\"}"));

    Reply reply = here.get(PATH);

    assertEquals("openai", reply.said("data", 0, "id"));
    assertEquals("configured", reply.said("data", 0, "source"));
    assertEquals("mine", reply.said("data", 1, "id"));
    assertEquals("****", reply.said("data", 1, "headers", "X-Key"));
    assertEquals("null", reply.said("next"));
    assertFalse(reply.text().contains("canary"));
  }

  @Test
  void changesWhatIsSentAndKeepsTheRest() {
    here.post(PATH, body("Mine", "custom", "https://x.test/v1", ""));

    Reply reply = here.send("PUT", PATH + "/mine", "{\"priority\": 9, \"name\": \"Ours\"}");

    assertEquals(200, reply.status(), reply.text());
    assertEquals("9", reply.said("priority"));
    assertEquals("Ours", reply.said("name"));
    assertEquals("https://x.test/v1", reply.said("base_url"));
  }

  @Test
  void keepsAHeaderThatIsSentBackMasked() {
    here.post(
        PATH,
        body("Mine", "custom", "https://x.test/v1", ", \"headers\": {\"A\": \"1\", \"B\": \"2\"}"));

    here.send("PUT", PATH + "/mine", "{\"headers\": {\"A\": \"****\", \"C\": \"3\"}}");

    Map<String, String> headers =
        here.adapter().router().config().providers().stream()
            .filter(one -> one.id().equals("mine"))
            .findFirst()
            .orElseThrow()
            .headers();
    assertEquals(Map.of("A", "1", "C", "3"), headers);
  }

  @Test
  void showsNoCredentialInAnAddressAndKeepsItIfItIsSentBackMasked() {
    String url = "https://x.test/v1?token=canary";
    here.post("/admin/providers", body("Mine", "custom", url, ""));

    String shown = here.get("/admin/providers/mine").said("base_url");
    assertEquals("https://x.test/v1?****", shown);
    assertEquals(
        200,
        here.send("PUT", "/admin/providers/mine", "{\"base_url\": \"" + shown + "\"}").status());
    assertEquals(
        url, here.adapter().roster().view().provider("mine").orElseThrow().text("base-url"));
  }

  @Test
  void overridesAConfiguredProvider() {
    Reply reply = here.send("PUT", PATH + "/openai", "{\"priority\": 1, \"timeout\": 2.5}");

    assertEquals("1", reply.said("priority"));
    assertEquals("2.5", reply.said("timeout"));
    assertEquals("configured", reply.said("source"));
    assertEquals("true", reply.said("changed"));
  }

  @Test
  void replacesTheKeyOfItsOnlyAccount() {
    here.send("PUT", PATH + "/openai", "{\"api_key\": \"sk-new\"}");

    assertEquals(
        "sk-new",
        here.adapter().router().config().providers().get(0).accounts().get(0).apiKey().reveal());
  }

  @Test
  void deletesOneThatWasAdded() {
    here.post(PATH, body("Mine", "custom", "https://x.test/v1", ""));

    assertEquals(204, here.send("DELETE", PATH + "/mine", "").status());

    assertEquals(404, here.get(PATH + "/mine").status());
    assertEquals(1, here.adapter().router().accounts().list().size());
  }

  @Test
  void doesNotDeleteOneThatIsConfigured() {
    Reply reply = here.send("DELETE", PATH + "/openai", "");

    assertEquals(409, reply.status());
    assertTrue(reply.said("error", "message").contains("is_active"), reply.text());
  }

  @Test
  void doesNotDeleteOneThatIsNeeded() {
    here.post(PATH, body("Mine", "custom", "https://x.test/v1", ""));
    here.adapter().roster().change(draft -> draft.settings().put("default-provider", "mine"));

    Reply reply = here.send("DELETE", PATH + "/mine", "");

    assertEquals(400, reply.status());
    assertEquals("default-provider", reply.said("error", "field"));
  }

  @Test
  void refusesASecondOneOfAName() {
    here.post(PATH, body("Mine", "custom", "https://x.test/v1", ""));

    assertEquals(409, here.post(PATH, body("Mine", "groq", "https://x.test/v1", "")).status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\": \"x\", \"colour\": \"red\"} | colour",
        "{\"provider_type\": \"groq\"} | name",
        "{\"name\": \"x\", \"provider_type\": \"nobody\", \"api_key\": \"k\"} | providers.x.type",
        "{\"name\": \"x\", \"priority\": \"high\"} | priority",
        "{\"name\": \"x\", \"is_active\": 1} | is_active",
        "{\"name\": \"x\", \"headers\": [1]} | headers",
        "{\"name\": \"x\", \"models\": \"m\"} | models",
        "{\"name\": \"x\", \"base_url\": \"ftp://x\", \"api_key\": \"k\"} | providers.x.base-url",
        "{\"name\": \"x\", \"timeout\": \"soon\"} | providers.x.timeout",
        "{\"name\": \"x\", \"timeout\": -1} | providers.x.timeout",
        "{\"name\": \"x\", \"dispatch_mode\": \"never\"} | providers.x.dispatch-mode",
        "{\"name\": \"---\"} | name",
      })
  void refusesWhatDoesNotFitByItsPath(String body, String field) {
    Reply reply = here.post(PATH, body);

    assertEquals(400, reply.status(), reply.text());
    assertEquals(field, reply.said("error", "field"), reply.text());
    assertEquals(1, here.adapter().roster().view().providers().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "\"x\"", "{} {}"})
  void refusesABodyThatIsNoObject(String body) {
    assertEquals("invalid_json", here.post(PATH, body).said("error", "code"));
  }

  @Test
  void changesTheRuleOfCacheMarks() {
    here.post(
        PATH, "{\"name\": \"anthropic\", \"provider_type\": \"anthropic\", \"api_key\": \"k\"}");
    assertEquals("keep", here.get(PATH + "/anthropic").said("cache_ttl"));
    assertEquals("client", here.get(PATH + "/anthropic").said("cache_marks"));

    Reply changed =
        here.send("PUT", PATH + "/anthropic", "{\"cache_ttl\": \"1h\", \"cache_marks\": \"auto\"}");
    assertEquals("1h", changed.said("cache_ttl"), changed.text());
    assertEquals("auto", changed.said("cache_marks"));

    Reply refused = here.send("PUT", PATH + "/openai", "{\"cache_marks\": \"auto\"}");
    assertEquals("providers.openai.cache-marks", refused.said("error", "field"), refused.text());
  }
}
