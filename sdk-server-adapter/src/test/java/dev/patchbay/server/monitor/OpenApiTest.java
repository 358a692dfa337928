package dev.patchbay.server.monitor;

import static dev.patchbay.server.monitor.Watched.tree;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.json.Json;
import dev.patchbay.server.http.Access;
import dev.patchbay.server.http.Route;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The document says what the routes do: all of them, and the fields of management's bodies. */
final class OpenApiTest {
  private static final Map<Access, Set<String>> SCHEMES =
      Map.of(
          Access.PUBLIC, Set.of(),
          Access.KEY, Set.of("apiKey", "xApiKey", "xGoogApiKey"),
          Access.OWN, Set.of("apiKey", "xApiKey", "xGoogApiKey", "adminToken"),
          Access.SCRAPE, Set.of("adminToken", "scrapeToken"),
          Access.ADMIN, Set.of("adminToken"));

  /** Each operation of the document by its method and path. */
  private static Map<String, Map<String, Object>> operations(Map<String, Object> document) {
    Map<String, Map<String, Object>> all = new TreeMap<>();
    tree(document.get("paths"))
        .forEach(
            (path, methods) ->
                tree(methods)
                    .forEach(
                        (method, one) ->
                            all.put(method.toUpperCase(Locale.ROOT) + " " + path, tree(one))));
    return all;
  }

  /** A hole that takes several parts is written like one that takes one. */
  private static String documented(Route route) {
    return route.toString().replace("*}", "}");
  }

  private static Set<String> schemes(Map<String, Object> operation) {
    return ((List<?>) operation.get("security"))
        .stream().flatMap(one -> tree(one).keySet().stream()).collect(Collectors.toSet());
  }

  private static void assertDescribed(
      Map<String, Object> document, String operation, HttpResponse<String> answer) {
    Map<String, Object> responses = tree(operations(document).get(operation).get("responses"));
    String status = Integer.toString(answer.statusCode());
    Object described = responses.getOrDefault(status, responses.get("default"));
    Object schema =
        tree(tree(tree(described).get("content")).get("application/json")).get("schema");
    Object value = Json.read(answer.body(), reader -> reader.readJsonValue());

    assertEquals(
        List.of(), SchemaCheck.faults(document, schema, value), operation + "\n" + answer.body());
  }

  @Test
  void everyRouteIsDescribedAndNothingElse() {
    try (Watched watched = Watched.greeting()) {
      TreeSet<String> routes =
          watched.adapter.server().adapter().routes().routes().stream()
              .map(OpenApiTest::documented)
              .collect(Collectors.toCollection(TreeSet::new));

      assertEquals(routes, operations(watched.tree("/openapi.json")).keySet());
    }
  }

  @Test
  void everyRouteSaysWhoMayUseIt() {
    try (Watched watched = Watched.greeting()) {
      Map<String, Map<String, Object>> operations = operations(watched.tree("/openapi.json"));
      for (Route route : watched.adapter.server().adapter().routes().routes()) {
        assertEquals(
            SCHEMES.get(route.access()),
            schemes(operations.get(documented(route))),
            route.toString());
      }
    }
  }

  @Test
  void theAnswersOfMonitoringAreAsDescribed() {
    ScriptedProvider down = ScriptedProvider.openai("down").reply(Reply.status(429));
    ScriptedProvider up =
        ScriptedProvider.anthropic("up").reply(Reply.text("Hello you"), Reply.status(400));
    Map<String, Object> more =
        Map.of(
            "log",
            Map.of("payloads", true),
            "budgets",
            List.of(Map.of("key", "*", "limit", "5.00", "per", "day")),
            "unknown-price",
            "allow");
    try (Watched watched = Watched.of(more, down, up)) {
      String served = watched.ask("m").headers().firstValue("x-patchbay-request-id").orElseThrow();
      String failed = watched.ask("m").headers().firstValue("x-patchbay-request-id").orElseThrow();
      Map<String, Object> document = watched.tree("/openapi.json");
      for (String path :
          List.of(
              "/health",
              "/ready",
              "/monitor",
              "/monitor?group=hour,model",
              "/monitor?group=nonsense",
              "/monitor/requests",
              "/monitor/requests?limit=1",
              "/usage",
              "/usage?group=model,day",
              "/v1/conversations")) {
        String plain = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        assertDescribed(document, "GET " + plain, watched.adapter.get(path));
      }
      for (String id : List.of(served, failed, "none")) {
        assertDescribed(
            document, "GET /monitor/requests/{id}", watched.adapter.get("/monitor/requests/" + id));
      }
    }
  }

  @Test
  void alertsAreAsDescribed() {
    ScriptedProvider refusing = ScriptedProvider.openai("lab").reply(Reply.status(401));
    try (Watched watched = Watched.of(Map.of(), refusing)) {
      watched.ask("m");
      watched.look();
      Map<String, Object> document = watched.tree("/openapi.json");
      assertDescribed(document, "GET /monitor/alerts", watched.adapter.get("/monitor/alerts"));
      assertDescribed(
          document, "GET /monitor/alerts", watched.adapter.get("/monitor/alerts?state=nonsense"));
      Object first = Watched.rows(watched.tree("/monitor/alerts").get("data")).get(0).get("id");
      assertDescribed(
          document,
          "POST /monitor/alerts/{id}/acknowledge",
          watched.adapter.post("/monitor/alerts/" + first + "/acknowledge", ""));
      assertDescribed(
          document,
          "POST /monitor/alerts/acknowledge-all",
          watched.adapter.post("/monitor/alerts/acknowledge-all", ""));
    }
  }

  @Test
  void anExplainedRouteIsAsDescribed() {
    try (Watched watched = Watched.greeting()) {
      Map<String, Object> document = watched.tree("/openapi.json");
      for (String model : List.of("m", "nobody:m")) {
        assertDescribed(
            document,
            "POST /v1/route/explain",
            watched.adapter.post("/v1/route/explain", "{\"model\":\"" + model + "\"}"));
      }
    }
  }

  @Test
  void apiKeysAreAsDescribed() {
    try (Watched watched = Watched.greeting()) {
      Map<String, Object> document = watched.tree("/openapi.json");
      HttpResponse<String> made =
          watched.adapter.post(
              "/admin/api-keys",
              "{\"name\":\"app\",\"requests_per_minute\":60,\"budget\":{\"limit\":\"5.00\","
                  + "\"per\":\"day\"},\"allowed_models\":[\"gpt-*\"],"
                  + "\"expires_at\":\"2099-01-01T00:00:00Z\"}");
      assertEquals(201, made.statusCode(), made.body());
      assertDescribed(document, "POST /admin/api-keys", made);
      assertDescribed(document, "GET /admin/api-keys", watched.adapter.get("/admin/api-keys"));
    }
  }

  @Test
  void providersAccountsAndTheDatabaseAreAsDescribed() {
    try (Watched watched = Watched.greeting()) {
      Map<String, Object> document = watched.tree("/openapi.json");
      HttpResponse<String> provider =
          watched.adapter.post(
              "/admin/providers",
              "{\"name\":\"Spare\",\"base_url\":\"http://127.0.0.1:9/v1\",\"api_key\":\"k\","
                  + "\"headers\":{\"X-A\":\"b\"},\"models\":[\"s\"]}");
      assertEquals(201, provider.statusCode(), provider.body());
      assertDescribed(document, "POST /admin/providers", provider);
      HttpResponse<String> account =
          watched.adapter.post("/accounts", "{\"provider\":\"spare\",\"api_key\":\"l\"}");
      assertEquals(201, account.statusCode(), account.body());
      assertDescribed(document, "POST /accounts", account);
      for (String path : List.of("/admin/providers", "/accounts", "/admin/maintenance/analyze")) {
        assertDescribed(document, "GET " + path, watched.adapter.get(path));
      }
      for (String verb : List.of("check", "compact", "reset-stats", "clear-history")) {
        String path = "/admin/maintenance/" + verb;
        assertDescribed(document, "POST " + path, watched.adapter.post(path, ""));
      }
    }
  }

  @Test
  void theConfigurationAndItsSettingsAreAsDescribed() {
    try (Watched watched = Watched.greeting()) {
      Map<String, Object> document = watched.tree("/openapi.json");
      for (String path : List.of("/config", "/admin/settings")) {
        assertDescribed(document, "GET " + path, watched.adapter.get(path));
      }
      assertDescribed(
          document,
          "PATCH /config",
          watched.adapter.send("PATCH", "/config", "{\"default_model\":\"m\"}"));
      assertDescribed(
          document,
          "POST /admin/settings",
          watched.adapter.post("/admin/settings", "{\"log_payloads\":true}"));
      assertDescribed(
          document,
          "POST /admin/providers/{id}/test",
          watched.adapter.post("/admin/providers/lab/test", ""));
      assertDescribed(
          document,
          "POST /admin/models/refresh",
          watched.adapter.post("/admin/models/refresh", ""));
    }
  }

  @Test
  void theFieldsOfAProviderThatCanBeSetAreThoseDescribed() {
    assertSettable("/admin/providers", "NewProvider");
  }

  @Test
  void theFieldsOfAnAccountThatCanBeSetAreThoseDescribed() {
    assertSettable("/accounts", "NewAccount");
  }

  @Test
  void theFieldsOfAnApiKeyThatCanBeSetAreThoseDescribed() {
    assertSettable("/admin/api-keys", "NewApiKey");
  }

  private static void assertSettable(String path, String schema) {
    try (Watched watched = Watched.greeting()) {
      Map<String, Object> document = watched.tree("/openapi.json");
      String told = watched.adapter.post(path, "{\"nonsense\":1}").body();
      String names = told.substring(told.indexOf("there are ") + 10, told.indexOf("\",\"field"));

      Map<String, Object> schemas = tree(tree(document.get("components")).get("schemas"));
      assertEquals(
          new TreeSet<>(Arrays.asList(names.split(", "))),
          new TreeSet<>(tree(tree(schemas.get(schema)).get("properties")).keySet()));
    }
  }
}
