package dev.patchbay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.secret.Secret;
import dev.patchbay.server.http.Access;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Body;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Caller;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.setup.ServerConfig;
import dev.patchbay.server.setup.Setup;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every route there is, asked by somebody who may not use it: a new one can't be forgotten. */
final class GateWalkTest {
  /** Those that everybody may use; a route that is public and not here fails the build. */
  private static final Set<String> PUBLIC =
      Set.of(
          "GET /health",
          "GET /ready",
          "GET /oauth/callback",
          "GET /dashboard",
          "GET /dashboard/{file*}",
          "GET /admin");

  private static final Secret TOKEN = Secret.of("an-admin-token-for-the-walk");
  private static final Secret SCRAPE = Secret.of("a-scrape-token-for-the-walk");
  private static final Pattern KEY = Pattern.compile("\"key\":\"(pb-[^\"]+)\"");
  private static final Pattern HOLE = Pattern.compile("\\{[a-z_]+\\*?}");

  private final Adapter adapter =
      Adapter.open(
          new Setup(
              ServerConfig.DEFAULT,
              Map.of(
                  "providers",
                  Map.of(
                      "openai", Map.of("accounts", List.of(Map.of("name", "a", "api-key", "k"))))),
              TOKEN,
              SCRAPE,
              null));

  @BeforeEach
  void makeAKey() throws IOException {
    makeAKey("");
  }

  /** Its text; more is said of it than its name. */
  private String makeAKey(String more) throws IOException {
    byte[] body =
        ("{\"name\": \"walker\"" + more + "}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Answer made = adapter.answer(Call.local("POST", "/admin/api-keys", Map.of(), body));
    assertEquals(201, status(made));
    Matcher key = KEY.matcher(((Answer.Whole) made).text());
    assertTrue(key.find());
    return key.group(1);
  }

  @AfterEach
  void close() {
    adapter.close();
  }

  private static int status(Answer answer) {
    return answer instanceof Answer.Whole whole ? whole.status() : 200;
  }

  private Map<String, Integer> walk(boolean loopback, Map<String, String> headers)
      throws IOException {
    Map<String, Integer> statuses = new TreeMap<>();
    for (Route route : adapter.routes().routes()) {
      String path = HOLE.matcher(route.path().text()).replaceAll("x");
      Call call =
          new Call(
              route.method(),
              path,
              Map.of(),
              Map.of(),
              headers,
              loopback,
              Caller.NOBODY,
              Body.EMPTY);
      if (!PUBLIC.contains(route.toString())) {
        statuses.put(route.toString(), status(adapter.answer(call)));
      }
    }
    return statuses;
  }

  private static void assertAll(int expected, Map<String, Integer> statuses) {
    assertTrue(statuses.size() > 10, statuses.toString());
    statuses.forEach((route, status) -> assertEquals(expected, status, route));
  }

  @Test
  void onlyWhatIsListedIsPublic() {
    Set<String> open = new TreeSet<>();
    for (Route route : adapter.routes().routes()) {
      if (route.access() == Access.PUBLIC) {
        open.add(route.toString());
      }
    }
    open.removeAll(PUBLIC);

    assertEquals(Set.of(), open);
  }

  @Test
  void refusesEveryRouteWithoutACredential() throws IOException {
    assertAll(401, walk(true, Map.of("host", "localhost")));
    assertAll(401, walk(false, Map.of("host", "localhost")));
  }

  @Test
  void refusesEveryRouteWithAWrongCredential() throws IOException {
    assertAll(
        401,
        walk(
            true,
            Map.of(
                "host", "localhost", "authorization", "Bearer wrong", "x-api-key", "also-wrong")));
  }

  @Test
  void refusesEveryRouteWithAKeyThatIsSwitchedOffOrHasExpired() throws IOException {
    for (String shut :
        List.of(", \"enabled\": false", ", \"expires_at\": \"2020-01-01T00:00:00Z\"")) {
      Map<String, Integer> statuses =
          walk(true, Map.of("host", "localhost", "x-api-key", makeAKey(shut)));
      Set<String> clients = routes(EnumSet.of(Access.KEY, Access.OWN));
      statuses.forEach(
          (route, status) -> assertEquals(clients.contains(route) ? 401 : 403, status, route));
    }
  }

  @Test
  void refusesEveryRouteOfManagementWithAClientsKey() throws IOException {
    Map<String, Integer> statuses =
        walk(true, Map.of("host", "localhost", "authorization", "Bearer " + makeAKey("")));
    statuses.keySet().removeAll(routes(EnumSet.of(Access.KEY, Access.OWN)));

    assertAll(403, statuses);
  }

  @Test
  void opensMetricsAloneWithTheScrapeToken() throws IOException {
    Map<String, Integer> statuses =
        walk(false, Map.of("host", "localhost", "authorization", "Bearer " + SCRAPE.reveal()));

    assertEquals(200, statuses.remove("GET /metrics"));
    assertAll(401, statuses);
  }

  private Set<String> routes(Set<Access> accesses) {
    Set<String> routes = new TreeSet<>();
    for (Route route : adapter.routes().routes()) {
      if (accesses.contains(route.access())) {
        routes.add(route.toString());
      }
    }
    return routes;
  }

  @Test
  void refusesEveryRouteUnderAnotherName() throws IOException {
    assertAll(
        403,
        walk(true, Map.of("host", "evil.example", "authorization", "Bearer " + TOKEN.reveal())));
  }

  @Test
  void refusesToSayWhichPathsThereAre() throws IOException {
    for (String path : List.of("/nowhere", "/v1/nothing", "/admin/nothing", "/")) {
      Call call =
          new Call(
              "GET",
              path,
              Map.of(),
              Map.of(),
              Map.of("host", "localhost"),
              true,
              Caller.NOBODY,
              Body.EMPTY);
      assertEquals(401, status(adapter.answer(call)), path);
    }
  }

  @Test
  void doesNotKnowMethodsAndSpellingsThatPassTheGate() throws IOException {
    for (String path :
        List.of("//v1/models", "/v1/../admin/api-keys", "/admin%2Fapi-keys", "/ADMIN/api-keys")) {
      for (String method : List.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT")) {
        Call call =
            new Call(
                method,
                path,
                Map.of(),
                Map.of(),
                Map.of("host", "localhost"),
                true,
                Caller.NOBODY,
                Body.EMPTY);
        assertEquals(401, status(adapter.answer(call)), method + " " + path);
      }
    }
  }
}
