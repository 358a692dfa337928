package dev.patchbay.server.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.server.admin.Management.Reply;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountRoutesTest {
  private static final Map<String, Object> CONFIGURED =
      Map.of(
          "providers",
          Map.of(
              "openai",
              Map.of("accounts", List.of(Map.of("name", "work", "api-key", "sk-canary-file"))),
              "ollama",
              Map.of("enabled", true)));

  private final Management here = Management.of(CONFIGURED);

  @AfterEach
  void close() {
    here.close();
  }

  private Reply add(String name) {
    return here.post(
        "/accounts",
        "{\"provider\": \"groq\", \"name\": \"" + name + "\", \"api_key\": \"canary\"}");
  }

  @Test
  void addsAnAccountToAProviderOfTheCatalogue() {
    Reply reply =
        here.post(
            "/accounts",
            """
            {"provider": "groq", "api_key": "gsk-canary", "priority": 2, "weight": 3,
             "max_concurrency": 4}
            """);

    assertEquals(201, reply.status(), reply.text());
    assertEquals("groq/main", reply.said("id"));
    assertEquals("api_key", reply.said("kind"));
    assertEquals("2", reply.said("priority"));
    assertEquals("3", reply.said("weight"));
    assertEquals("4", reply.said("max_concurrency"));
    assertEquals("available", reply.said("state"));
    assertEquals("stored", reply.said("source"));
    assertFalse(reply.text().contains("canary"));
  }

  @Test
  void namesAccountsThatHaveNoName() {
    here.post("/accounts", "{\"provider\": \"groq\", \"api_key\": \"a\"}");
    Reply second = here.post("/accounts", "{\"provider\": \"groq\", \"api_key\": \"b\"}");

    assertEquals("groq/account-2", second.said("id"));
  }

  @Test
  void listsAllOfThem() {
    add("mine");

    Reply reply = here.get("/accounts");

    List<?> all = (List<?>) reply.at("data");
    assertEquals(3, all.size(), reply.text());
    assertTrue(reply.text().contains("\"ollama/main\""), reply.text());
    assertFalse(reply.text().contains("canary"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/accounts/openai/work", "/accounts/openai%2Fwork", "/accounts/work"})
  void findsAnAccountByItsIdHoweverItIsWritten(String path) {
    assertEquals("openai/work", here.get(path).said("id"));
  }

  @Test
  void asksWhichAccountIsMeantByANameThatSeveralHave() {
    add("work");

    assertEquals(409, here.get("/accounts/work").status());
  }

  @Test
  void changesPriorityAndKey() {
    Reply reply =
        here.send("PATCH", "/accounts/openai/work", "{\"priority\": 7, \"api_key\": \"new\"}");

    assertEquals("7", reply.said("priority"), reply.text());
    assertEquals("configured", reply.said("source"));
    assertEquals("new", account("openai", 0).apiKey().reveal());
  }

  private dev.patchbay.config.AccountConfig account(String provider, int index) {
    return here.adapter().router().config().providers().stream()
        .filter(one -> one.id().equals(provider))
        .findFirst()
        .orElseThrow()
        .accounts()
        .get(index);
  }

  @Test
  void pausesAndResumes() {
    Reply paused = here.post("/accounts/openai/work/pause", "");
    assertEquals("true", paused.said("paused"), paused.text());
    assertEquals("paused", paused.said("state"));

    Reply resumed = here.post("/accounts/openai%2Fwork/resume", "{}");
    assertEquals("false", resumed.said("paused"));
  }

  @Test
  void restsAtItsPauseHoursUntilTheyAreTakenBack() {
    String now = aroundNow();
    Reply resting =
        here.send("PATCH", "/accounts/openai/work", "{\"pause_hours\": [\"" + now + "\"]}");
    assertEquals("[" + now + "]", resting.said("pause_hours"), resting.text());
    assertEquals("pause_hours", resting.said("state"));
    assertEquals("false", resting.said("paused"));
    assertTrue(resting.said("cooling_until").endsWith(":00Z"), resting.text());
    Reply plan = here.post("/v1/route/explain", "{\"model\": \"openai:gpt-4o\"}");
    assertTrue(plan.text().contains("\"reason\":\"pause_hours\""), plan.text());

    Reply free = here.send("PATCH", "/accounts/openai/work", "{\"pause_hours\": []}");
    assertEquals("[]", free.said("pause_hours"));
    assertEquals("available", free.said("state"));
  }

  @Test
  void pauseHoursOfTheConfigurationAreShownAndComeBack() {
    Map<String, Object> work =
        Map.of("name", "work", "api-key", "k", "pause-hours", "mon 13:00-19:00, sat 10:00-12:00");
    try (Management other =
        Management.of(Map.of("providers", Map.of("openai", Map.of("accounts", List.of(work)))))) {
      String path = "/accounts/openai/work";
      String configured = "[mon 13:00-19:00, sat 10:00-12:00]";
      assertEquals(configured, other.get(path).said("pause_hours"));
      Reply one = other.send("PATCH", path, "{\"pause_hours\": \"tue 1:00-2:00\"}");
      assertEquals("[tue 1:00-2:00]", one.said("pause_hours"), one.text());
      assertEquals(
          configured, other.send("PATCH", path, "{\"pause_hours\": null}").said("pause_hours"));
    }
  }

  /** From six hours ago until in six hours. */
  private static String aroundNow() {
    LocalTime now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
    return now.minusHours(6) + "-" + now.plusHours(6);
  }

  @Test
  void resets() {
    assertEquals(200, here.post("/accounts/openai/work/reset", "").status());
  }

  @Test
  void staysPausedWhenItsKeyIsReplaced() {
    here.post("/accounts/openai/work/pause", "");

    Reply reply = here.send("PATCH", "/accounts/openai/work", "{\"api_key\": \"new\"}");

    assertEquals("true", reply.said("paused"));
  }

  @Test
  void staysPausedWhenItIsRenamed() {
    add("a");
    here.send("PATCH", "/accounts/groq/a", "{\"paused\": true}");

    Reply reply = here.send("PATCH", "/accounts/groq/a", "{\"name\": \"b\"}");

    assertEquals("groq/b", reply.said("id"), reply.text());
    assertEquals("true", reply.said("paused"));
    assertEquals("canary", account("groq", 0).apiKey().reveal());
    assertEquals(404, here.get("/accounts/groq/a").status());
  }

  @Test
  void deletesOneThatWasAdded() {
    add("a");

    assertEquals(204, here.send("DELETE", "/accounts/groq/a", "").status());

    assertEquals(404, here.get("/accounts/groq/a").status());
  }

  @Test
  void doesNotDeleteOneThatIsConfigured() {
    Reply reply = here.send("DELETE", "/accounts/openai/work", "");

    assertEquals(409, reply.status());
    assertTrue(reply.said("error", "message").contains("pause"), reply.text());
  }

  @Test
  void showsAccountsOfAProviderThatIsSwitchedOffAsInactive() {
    add("a");
    here.send("PUT", "/admin/providers/groq", "{\"is_active\": false}");

    assertEquals("inactive", here.get("/accounts/groq/a").said("state"));
    assertEquals(409, here.post("/accounts/groq/a/pause", "").status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"provider\": \"groq\", \"colour\": 1} | 400 | colour",
        "{\"api_key\": \"k\"} | 400 | provider",
        "{\"provider\": \"nobody\", \"api_key\": \"k\"} | 400 | provider",
        "{\"provider\": \"groq\", \"api_key\": \"k\", \"priority\": 1.5} | 400 | priority",
        "{\"provider\": \"groq\", \"name\": \"a\"} | 400 | providers.groq.accounts[0].api-key",
        "{\"provider\": \"groq\", \"name\": \"a/b\", \"api_key\": \"k\"} | 400"
            + " | providers.groq.accounts[0].name",
        "{\"provider\": \"groq\", \"api_key\": \"k\", \"pause_hours\": [1]} | 400 | pause_hours",
        "{\"provider\": \"groq\", \"api_key\": \"k\", \"pause_hours\": [\"mon 13-19\"]} | 400"
            + " | providers.groq.accounts[0].pause-hours[0]",
        "{\"provider\": \"openai\", \"name\": \"work\", \"api_key\": \"k\"} | 409 | null",
      })
  void refusesWhatDoesNotFitByItsPath(String body, int status, String field) {
    Reply reply = here.post("/accounts", body);

    assertEquals(status, reply.status(), reply.text());
    assertEquals(field, String.valueOf(((Map<?, ?>) reply.at("error")).get("field")), reply.text());
  }

  @Test
  void doesNotMoveAnAccountToAnotherProvider() {
    Reply reply = here.send("PATCH", "/accounts/openai/work", "{\"provider\": \"groq\"}");

    assertEquals("provider", reply.said("error", "field"));
  }
}
