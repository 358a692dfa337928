package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Inquired.Answer;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.config.ConversationConfig;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.inquiry.ModelInfo;
import dev.patchbay.json.Json;
import dev.patchbay.route.Plan;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.tokens.Counting;
import dev.patchbay.tokens.TokenCount;
import dev.patchbay.trace.RouterException;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What servers ask the router besides answers: plans, counts and names of clients' requests. */
class WireQuestionsTest {
  private final Inquired upstream = new Inquired(path -> Answer.ok("{'input_tokens':42}"));
  private final Router router =
      Router.builder()
          .provider("anthropic", "sk-canary-0123456789")
          .transport(upstream)
          .configure(
              config ->
                  config
                      .mapping("fast", "anthropic:claude-haiku-4-5")
                      .mapping("claude-2*", "anthropic:claude-sonnet-4-5"))
          .build();

  @AfterEach
  void close() {
    router.close();
  }

  private static WireRequest request(Protocol protocol, String json) {
    return WireRequest.builder(protocol, Json.utf8(json.replace('\'', '"'))).build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OPENAI_CHAT | {'model':'fast','messages':[{'role':'user','content':'Hi'}]}",
        "OPENAI_RESPONSES | {'model':'fast','input':'Hi'}",
        "ANTHROPIC_MESSAGES | {'model':'fast','max_tokens':9,'messages':[{'role':'user','content':'Hi'}]}"
      })
  void aClientsRequestHasThePlanItWouldBeAnsweredBy(Protocol protocol, String json) {
    Plan plan = router.plan(request(protocol, json));

    assertNull(plan.failure());
    assertEquals("fast", plan.query().model());
    assertEquals(protocol, plan.query().clientProtocol());
    assertEquals("claude-haiku-4-5", plan.candidates().get(0).target().model());
    assertEquals(List.of(), upstream.calls);
  }

  @Test
  void aRequestThatCannotBeReadHasAPlanThatSaysWhy() {
    Plan plan = router.plan(request(Protocol.OPENAI_CHAT, "{no json"));

    assertEquals(List.of(), plan.candidates());
    assertNotNull(plan.failure());
    assertEquals(FailureKind.INVALID_REQUEST, plan.failure().kind());
  }

  @Test
  void whatRoutingSeesOfARequestHasAPlan() {
    Plan plan = router.plan(RouteQuery.of("claude-2.1"));

    assertEquals("claude-sonnet-4-5", plan.candidates().get(0).target().model());
    Plan nobody = router.plan(RouteQuery.of("groq:some"));
    assertNotNull(nobody.failure());
    assertEquals(FailureKind.NO_ROUTE, nobody.failure().kind());
  }

  @Test
  void aClientsQuestionIsCountedHereOrByTheProvider() {
    WireRequest asked =
        request(
            Protocol.ANTHROPIC_MESSAGES,
            "{'model':'fast','messages':[{'role':'user','content':'Hello, world'}]}");

    TokenCount estimate = router.countTokens(asked, Counting.ESTIMATE);
    assertFalse(estimate.exact());
    assertTrue(estimate.tokens() > 1 && estimate.tokens() < 30, estimate.toString());
    assertEquals(List.of(), upstream.calls);
    assertEquals(TokenCount.exact(42, "anthropic"), router.countTokens(asked, Counting.EXACT));
    assertEquals(1, upstream.calls.size());
  }

  @Test
  void whatNobodyMayAskIsNotCounted() {
    WireRequest unreadable = request(Protocol.ANTHROPIC_MESSAGES, "{no json");
    assertEquals(
        FailureKind.INVALID_REQUEST,
        assertThrows(RouterException.class, () -> router.countTokens(unreadable, Counting.ESTIMATE))
            .kind());
    WireRequest forbidden =
        WireRequest.builder(
                Protocol.ANTHROPIC_MESSAGES,
                Json.utf8(
                    "{\"model\":\"fast\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"))
            .allowedModels(List.of("gpt-*"))
            .build();
    assertEquals(
        FailureKind.PERMISSION,
        assertThrows(RouterException.class, () -> router.countTokens(forbidden, Counting.ESTIMATE))
            .kind());
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void everyProtocolHasItsCodec(Protocol protocol) {
    assertEquals(protocol, router.codec(protocol).protocol());
  }

  @Test
  void theDefaultConversationIsTheConfigured() {
    assertEquals(Optional.empty(), router.defaultConversation());
    try (Router shared =
        Router.builder()
            .provider("anthropic", "sk-canary-0123456789")
            .transport(upstream)
            .configure(
                config ->
                    config.conversation(new ConversationConfig("house", 0, Duration.ofDays(1))))
            .build()) {
      assertEquals(Optional.of("house"), shared.defaultConversation());
    }
  }

  @Test
  void namesThatMappingsMakeUpAreAliasesAndGlobsAreNone() {
    assertEquals(List.of("fast"), router.models().aliases());
  }

  @Test
  void theCatalogueNamesModelsOfProvidersThatAreNotEnabled() {
    assertTrue(router.models().catalogued("anthropic").contains("claude-opus-5"));
    assertTrue(router.models().catalogued("openai").contains("gpt-4o"));
    assertEquals(List.of(), router.models().catalogued("nobody"));
  }

  @Test
  void whatIsKnownIsKnownWithoutAskingAnybody() {
    List<String> known = router.models().known().models().stream().map(ModelInfo::name).toList();

    assertTrue(known.contains("anthropic:claude-opus-5"), known.toString());
    assertEquals(List.of(), upstream.calls);
    upstream.script =
        path -> Answer.ok("{'data':[{'type':'model','id':'claude-99'}],'has_more':false}");
    assertFalse(router.models().find("claude-99").isPresent());
    router.models().list();
    int asked = upstream.calls.size();
    assertTrue(
        router.models().known().models().stream()
            .anyMatch(model -> model.id().equals("claude-99")));
    assertEquals(asked, upstream.calls.size());
  }

  @Test
  void aTypedRequestAndAClientsAreCountedAlike() {
    long typed = router.countTokens(ChatRequest.of("fast", "Hello, world"));
    TokenCount wire =
        router.countTokens(
            request(
                Protocol.ANTHROPIC_MESSAGES,
                "{'model':'fast','messages':[{'role':'user','content':'Hello, world'}]}"),
            Counting.ESTIMATE);

    assertEquals(typed, wire.tokens());
  }
}
