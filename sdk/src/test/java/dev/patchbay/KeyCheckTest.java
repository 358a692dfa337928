package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Inquired.Answer;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.inquiry.KeyCheck;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyCheckTest {
  private static final Answer LIST = Answer.ok("{'object':'list','data':[{'id':'a'},{'id':'b'}]}");

  private final Inquired upstream = new Inquired(path -> LIST);
  private final Router router =
      Router.builder()
          .provider("openai", "sk-canary")
          .provider("openrouter", "sk-canary")
          .provider("perplexity", "sk-canary")
          .transport(upstream)
          .build();

  @AfterEach
  void close() {
    router.close();
  }

  @Test
  void aListOfModelsSaysThatAKeyIsTaken() {
    KeyCheck check = router.accounts().check("openai/main");

    assertTrue(check.ok());
    assertEquals(2, check.models());
    assertEquals(List.of("GET https://api.openai.com/v1/models"), upstream.asked());
  }

  @Test
  void itAsksEachTimeAndAlsoForAnAccountThatIsPaused() {
    router.accounts().pause("openai/main");

    router.accounts().check("openai/main");
    router.accounts().check("openai/main");

    assertEquals(2, upstream.calls.size());
  }

  @ParameterizedTest
  @CsvSource({
    "401, AUTHENTICATION",
    "403, PERMISSION",
    "429, RATE_LIMITED",
    "500, SERVER_ERROR",
  })
  void aRefusalIsToldByItsClassAndLeavesNoMark(int status, FailureKind kind) {
    upstream.script = path -> new Answer(status, "{\"error\":{\"message\":\"canary\"}}");

    KeyCheck check = router.accounts().check("openai/main");

    assertFalse(check.ok());
    assertEquals(kind, check.failure());
    assertEquals(status, check.status());
    assertFalse(check.toString().contains("canary"));
    assertTrue(router.accounts().get("openai/main").available());
  }

  @Test
  void whatIsNoListIsNoProvider() {
    upstream.script = path -> new Answer(200, "<html>");

    assertEquals(FailureKind.MISCONFIGURED, router.accounts().check("openai/main").failure());
  }

  @ParameterizedTest
  @CsvSource({"openrouter/main", "perplexity/main"})
  void aListThatIsOpenToAllOrIsNotThereSaysNothing(String account) {
    assertFalse(router.accounts().check(account).asked());
    assertEquals(List.of(), upstream.asked());
  }

  @Test
  void anAddressWithoutAListSaysNothing() {
    upstream.script = path -> new Answer(404, "{}");

    assertFalse(router.accounts().check("openai/main").asked());
  }

  @Test
  void anAccountThatIsNotThereIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> router.accounts().check("openai/other"));
  }
}
