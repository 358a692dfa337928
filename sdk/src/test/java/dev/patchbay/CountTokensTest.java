package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Inquired.Answer;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.tokens.Counting;
import dev.patchbay.tokens.TokenCount;
import dev.patchbay.trace.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountTokensTest {
  private static final String COUNTS =
      "{'input_tokens':27,'totalTokens':27,'object':'response.input_tokens'}";

  private final Inquired upstream = new Inquired(path -> Answer.ok(COUNTS));

  private Router router(String provider) {
    return Router.builder().provider(provider, "sk-canary-0123456789").transport(upstream).build();
  }

  private static ChatRequest request(String model) {
    return ChatRequest.builder().model(model).system("Be brief").user("Hello, world").build();
  }

  @Test
  void anEstimateAsksNobody() {
    try (Router router = router("anthropic")) {
      long tokens = router.countTokens(request("claude-sonnet-4-5"));
      assertTrue(tokens > 5 && tokens < 40, "" + tokens);
      TokenCount count = router.countTokens(request("claude-sonnet-4-5"), Counting.ESTIMATE);
      assertEquals(TokenCount.estimate(tokens, "estimate"), count);
      assertEquals(List.of(), upstream.calls);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "anthropic, claude-sonnet-4-5, https://api.anthropic.com/v1/messages/count_tokens",
    "gemini, gemini-3.5-flash, https://generativelanguage.googleapis.com/v1beta/models/gemini-3.5-flash:countTokens",
    "openai, gpt-4o, https://api.openai.com/v1/responses/input_tokens",
  })
  void anExactCountIsTheProvidersOwn(String provider, String model, String url) {
    try (Router router = router(provider)) {
      assertEquals(
          TokenCount.exact(27, provider), router.countTokens(request(model), Counting.EXACT));
      assertEquals(List.of("POST " + url), upstream.asked());
      String body = new String(upstream.calls.get(0).body(), StandardCharsets.UTF_8);
      assertTrue(body.contains("Be brief") && body.contains("Hello, world"), body);
      assertTrue(upstream.calls.get(0).headers().toString().contains("sk-canary-0123456789"));
    }
  }

  @Test
  void theSamePromptIsAskedAboutOnce() {
    try (Router router = router("anthropic")) {
      for (int i = 0; i < 40; i++) {
        router.countTokens(request("claude-sonnet-4-5"), Counting.EXACT);
      }
      assertEquals(1, upstream.calls.size());
      router.countTokens(request("claude-haiku-4-5"), Counting.EXACT);
      assertEquals(2, upstream.calls.size());
    }
  }

  @Test
  void whoHasNoSuchEndpointIsEstimatedAndNotAskedAgain() {
    upstream.script = path -> new Answer(404, "{}");
    try (Router router = router("anthropic")) {
      TokenCount first = router.countTokens(request("claude-sonnet-4-5"), Counting.EXACT);
      assertFalse(first.exact());
      assertTrue(first.tokens() > 5 && first.note().contains("404"), first.toString());
      TokenCount second = router.countTokens(request("claude-sonnet-4-5"), Counting.EXACT);
      assertEquals("anthropic does not count", second.note());
      assertEquals(1, upstream.calls.size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429, {}, RATE_LIMITED",
    "401, sk-canary-0123456789, AUTHENTICATION",
    "500, <html>, SERVER_ERROR",
    "200, '{\"input_tokens\":-3}', could not be asked",
    "200, <html>, could not be asked",
  })
  void aFailureGivesTheEstimateAndHarmsNoAccount(int status, String body, String note) {
    upstream.script = path -> new Answer(status, body);
    try (Router router = router("anthropic")) {
      TokenCount count = router.countTokens(request("claude-sonnet-4-5"), Counting.EXACT);
      assertFalse(count.exact());
      assertTrue(count.note().contains(note), count.note());
      assertFalse(count.toString().contains("canary"));
      assertTrue(router.accounts().list().get(0).available());
      assertEquals(0, router.accounts().list().get(0).requests());
    }
  }

  @Test
  void aProtocolWithoutCountsIsEstimated() {
    try (Router router = router("mistral")) {
      TokenCount count = router.countTokens(request("mistral-large-latest"), Counting.EXACT);
      assertEquals("mistral has no way to count", count.note());
      assertEquals(List.of(), upstream.calls);
    }
  }

  @Test
  void aModelNobodyServesIsEstimatedByItsName() {
    try (Router router = router("anthropic")) {
      TokenCount count = router.countTokens(request("groq:gpt-4o"), Counting.EXACT);
      assertEquals("estimate", count.by());
      assertTrue(count.note().contains("NO_ROUTE"), count.note());
    }
  }

  @Test
  void aSenselessRequestIsRefused() {
    try (Router router = router("anthropic")) {
      ChatRequest empty = ChatRequest.builder().model("claude-sonnet-4-5").build();
      assertThrows(InvalidRequestException.class, () -> router.countTokens(empty));
    }
  }
}
