package dev.patchbay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.squareup.moshi.JsonReader;
import dev.patchbay.json.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** API keys made, shown, changed and removed over HTTP. */
final class ApiKeyRoutesTest {
  private static final String KEYS = "/admin/api-keys";

  private final RunningAdapter adapter =
      RunningAdapter.of(
          Map.of(
              "providers",
              Map.of("openai", Map.of("accounts", List.of(Map.of("name", "a", "api-key", "k"))))));

  @AfterEach
  void close() {
    adapter.close();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(HttpResponse<String> answer) {
    return (Map<String, Object>) Json.read(answer.body(), JsonReader::readJsonValue);
  }

  private Map<String, Object> create(String json) {
    HttpResponse<String> answer = adapter.post(KEYS, json);
    assertEquals(201, answer.statusCode(), answer.body());
    return object(answer);
  }

  private Map<String, Object> change(Object id, String json) {
    HttpResponse<String> answer = adapter.send("PUT", KEYS + "/" + id, json);
    assertEquals(200, answer.statusCode(), answer.body());
    return object(answer);
  }

  @Test
  void makesAKeyAndShowsItOnce() {
    Map<String, Object> key = create("{\"name\": \"CI\"}");
    String text = String.valueOf(key.get("key"));

    assertTrue(text.startsWith(String.valueOf(key.get("prefix"))), text);
    assertEquals(key.get("id"), key.get("tenant"));
    HttpResponse<String> again = adapter.get(KEYS + "/" + key.get("id"));
    HttpResponse<String> list = adapter.get(KEYS);
    assertFalse(again.body().contains(text), again.body());
    assertFalse(list.body().contains(text), list.body());
    assertFalse(again.body().contains("hash"), again.body());
  }

  @Test
  void tellsAllFieldsAndNoOthers() {
    Map<String, Object> key =
        create(
            """
            {"name": "CI", "description": "builds", "tenant": "acme", "enabled": true,
             "expires_at": "2999-01-31T12:00:00+02:00", "allowed_models": ["gpt-*", "claude-*"],
             "requests_per_minute": 90, "budget": {"limit": "5.000000000001", "per": "month"}}
            """);
    key.remove("key");

    assertEquals(
        new TreeSet<>(
            List.of(
                "id",
                "name",
                "description",
                "prefix",
                "tenant",
                "enabled",
                "expires_at",
                "allowed_models",
                "requests_per_minute",
                "budget",
                "created_at",
                "last_used_at")),
        new TreeSet<>(key.keySet()));
    assertEquals("2999-01-31T10:00:00Z", key.get("expires_at"));
    assertEquals(Map.of("limit", "5.000000000001", "per", "month"), key.get("budget"));
    assertEquals(object(adapter.get(KEYS + "/" + key.get("id"))), key);
  }

  @Test
  void changesWhatIsSaidAndLeavesTheRest() {
    Map<String, Object> key =
        create("{\"name\": \"CI\", \"requests_per_minute\": 5, \"allowed_models\": [\"m*\"]}");

    Map<String, Object> changed =
        change(key.get("id"), "{\"enabled\": false, \"requests_per_minute\": null}");

    assertEquals(false, changed.get("enabled"));
    assertEquals(null, changed.get("requests_per_minute"));
    assertEquals(List.of("m*"), changed.get("allowed_models"));
    assertEquals("CI", changed.get("name"));
  }

  @Test
  void removesAKeyForGood() {
    Object id = create("{\"name\": \"CI\"}").get("id");

    assertEquals(204, adapter.send("DELETE", KEYS + "/" + id, "").statusCode());

    assertEquals(404, adapter.get(KEYS + "/" + id).statusCode());
    assertEquals(404, adapter.send("DELETE", KEYS + "/" + id, "").statusCode());
    assertEquals("{\"data\":[],\"next\":null}", adapter.get(KEYS).body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\": \"x\", \"role\": \"admin\"}|role",
        "{\"name\": \"x\", \"id\": \"mine\"}|id",
        "{\"name\": \"x\", \"hash\": \"00\"}|hash",
        "{\"name\": \"x\", \"base_url\": \"http://evil.example\"}|base_url",
        "{}|name",
        "{\"name\": \" \"}|name",
        "{\"name\": \"x\", \"requests_per_minute\": 0}|requests_per_minute",
        "{\"name\": \"x\", \"requests_per_minute\": 1e99}|requests_per_minute",
        "{\"name\": \"x\", \"expires_at\": \"soon\"}|expires_at",
        "{\"name\": \"x\", \"enabled\": \"yes\"}|enabled",
        "{\"name\": \"x\", \"allowed_models\": [\"a\", 7, \"\"]}|allowed_models[2]",
        "{\"name\": \"x\", \"budget\": {\"limit\": \"-1\", \"per\": \"day\"}}|budget.limit",
        "{\"name\": \"x\", \"budget\": {\"limit\": \"0.0000000000001\", \"per\": \"day\"}}|budget.limit",
        "{\"name\": \"x\", \"budget\": {\"limit\": \"1\", \"per\": \"week\"}}|budget.per",
        "{\"name\": \"x\", \"budget\": {\"limit\": \"1\"}}|budget.per",
        "{\"name\": \"x\", \"budget\": {\"limit\": \"1\", \"per\": \"day\", \"x\": 1}}|budget.x"
      })
  void refusesWhatIsWrongByTheNameOfTheField(String json, String field) {
    HttpResponse<String> answer = adapter.post(KEYS, json);

    assertEquals(400, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("\"field\":\"" + field + "\""), answer.body());
    assertEquals("{\"data\":[],\"next\":null}", adapter.get(KEYS).body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[]", "nonsense", "{\"name\": ", "{\"name\": \"a\"} {}", "''"})
  void refusesWhatIsNoObject(String body) {
    assertEquals(400, adapter.post(KEYS, body.isEmpty() ? " " : body).statusCode());
  }

  @Test
  void asksForTheKeyFromTheMomentItIsMade() {
    assertEquals(404, adapter.get("/nowhere").statusCode());

    Object text = create("{\"name\": \"CI\"}").get("key");

    assertEquals(401, adapter.get("/nowhere").statusCode());
    assertEquals(404, adapter.get("/nowhere", "x-api-key", String.valueOf(text)).statusCode());
  }

  @Test
  void refusesAKeyFromTheMomentItIsSwitchedOff() {
    Map<String, Object> key = create("{\"name\": \"CI\"}");
    String text = String.valueOf(key.get("key"));
    change(key.get("id"), "{\"enabled\": false}");

    assertEquals(401, adapter.get("/nowhere", "x-api-key", text).statusCode());
  }

  @Test
  void boundsWhatAKeyMaySpendFromTheMomentItIsSaid() {
    Object id =
        create("{\"name\": \"a\", \"budget\": {\"limit\": \"1\", \"per\": \"day\"}}").get("id");
    assertEquals(List.of("key:" + id), budgets());

    change(id, "{\"budget\": null}");
    assertEquals(List.of(), budgets());
  }

  @Test
  void refusesABudgetThatTheConfigurationHasForTheKeyAlready() {
    Object id = create("{\"name\": \"CI\"}").get("id");
    String budgets =
        "{\"budgets\": [{\"key\": \"" + id + "\", \"limit\": \"1\", \"per\": \"day\"}]}";
    assertEquals(200, adapter.send("PATCH", "/config", budgets).statusCode());

    HttpResponse<String> refused =
        adapter.send("PUT", KEYS + "/" + id, "{\"budget\": {\"limit\": \"2\", \"per\": \"day\"}}");

    assertEquals(409, refused.statusCode(), refused.body());
    assertTrue(refused.body().contains("/config"), refused.body());
    assertTrue(adapter.get(KEYS + "/" + id).body().contains("\"budget\":null"));
    change(id, "{\"budget\": {\"limit\": \"2\", \"per\": \"month\"}}");
  }

  @Test
  void refusesToConfigureABudgetThatAKeyHasItself() {
    Object id =
        create("{\"name\": \"CI\", \"budget\": {\"limit\": \"2\", \"per\": \"day\"}}").get("id");

    HttpResponse<String> refused =
        adapter.send(
            "PATCH",
            "/config",
            "{\"budgets\": [{\"key\": \"" + id + "\", \"limit\": \"1\", \"per\": \"day\"}]}");

    assertEquals(400, refused.statusCode(), refused.body());
    assertTrue(refused.body().contains("\"field\":\"budgets\""), refused.body());
    assertEquals(
        200, adapter.send("PATCH", "/config", "{\"strategy\": \"priority\"}").statusCode());
  }

  private List<String> budgets() {
    return adapter.server().adapter().router().config().budgets().budgets().stream()
        .map(budget -> budget.name())
        .toList();
  }

  @Test
  void notesWhenAKeyWasUsed() {
    Map<String, Object> key = create("{\"name\": \"CI\"}");
    assertEquals(null, key.get("last_used_at"));

    adapter.get("/nowhere", "x-api-key", String.valueOf(key.get("key")));

    Map<String, Object> used = object(adapter.get(KEYS + "/" + key.get("id")));
    assertTrue(String.valueOf(used.get("last_used_at")).startsWith("20"), used.toString());
  }
}
