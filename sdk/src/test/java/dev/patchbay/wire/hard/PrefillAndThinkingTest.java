package dev.patchbay.wire.hard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.UntranslatableException;
import dev.patchbay.wire.hard.Hop.Sent;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that have been begun, and what thinking asks of a request. */
final class PrefillAndThinkingTest {
  private static final String PREFILLED =
      "{'model':'m','max_tokens':99,'messages':[{'role':'user','content':'q'},"
          + "{'role':'assistant','content':'The answer is: '}]}";

  @ParameterizedTest
  @HardCase(21)
  @EnumSource
  void aBegunAnswerIsRefusedByNameWhereTheModelDoesNotGoOnWithIt(Hop target) {
    ChatRequest request = Hop.ANTHROPIC.request(PREFILLED);

    UntranslatableException refused =
        assertThrows(UntranslatableException.class, () -> target.sent(request, Quirk.NO_PREFILL));

    assertTrue(String.valueOf(refused.getMessage()).contains(Hop.MODEL));
  }

  @Test
  @HardCase(21)
  void aBegunAnswerIsGoneOnWithWithoutTheWhiteSpaceAtItsEnd() {
    Sent sent = Hop.ANTHROPIC.sent(Hop.ANTHROPIC.request(PREFILLED));

    assertEquals("The answer is:", sent.text("messages", -1, "content"));
    assertEquals(List.of("prefill"), sent.losses());
  }

  @ParameterizedTest
  @HardCase(21)
  @EnumSource(names = {"CHAT", "RESPONSES"})
  void aBegunAnswerIsDeclaredWhereItCountsAsHistory(Hop target) {
    Sent sent = target.sent(Hop.ANTHROPIC.request(PREFILLED));

    assertTrue(sent.losses().contains("prefill"));
  }

  @Test
  @HardCase(21)
  void aBegunAnswerIsMarkedWhereThatMakesTheModelGoOn() {
    Sent sent = Hop.CHAT.sent(Hop.ANTHROPIC.request(PREFILLED), Quirk.PREFIX_FLAG);

    assertEquals("true", sent.text("messages", -1, "prefix"));
    assertFalse(sent.losses().contains("prefill"));
  }

  private static Part thinking(String signature, Issuer issuer) {
    return new Part.Thinking("hm " + signature, new Opaque(signature, issuer));
  }

  /** A loop of tools in its second step; the first step's thinking is of somebody else's. */
  private static ChatRequest.Builder loop(Issuer first, Issuer second) {
    return ChatRequest.builder()
        .model("m")
        .user("q")
        .message(
            new Message.Assistant(
                List.of(thinking("s1", first), new Part.ToolCall("a", "get", "{}"))))
        .message(Message.toolResult("a", "1"))
        .message(
            new Message.Assistant(
                List.of(thinking("s2", second), new Part.ToolCall("b", "get", "{}"))))
        .message(Message.toolResult("b", "2"));
  }

  @Test
  @HardCase(22)
  void oneForeignSignatureTakesAllThinkingOutOfTheHistory() {
    Sent sent = Hop.ANTHROPIC.sent(loop(Issuer.of("other", "m-9"), Hop.ANTHROPIC.issuer()).build());

    assertFalse(sent.json().contains("thinking"));
    assertFalse(sent.json().contains("hm s"));
    assertTrue(sent.losses().contains("thinking"));
    assertEquals(
        List.of("user", "assistant", "user", "assistant", "user"), sent.each("role", "messages"));
  }

  @Test
  @HardCase(22)
  void thinkingOfTheTargetsOwnGoesBackUnchangedAndFirst() {
    Issuer own = Hop.ANTHROPIC.issuer();
    Sent sent = Hop.ANTHROPIC.sent(loop(own, own).build());

    assertEquals(List.of("thinking", "tool_use"), sent.each("type", "messages", 3, "content"));
    assertEquals("s2", sent.text("messages", 3, "content", 0, "signature"));
  }

  @Test
  @HardCase(22)
  void aLoopThatLostItsThinkingIsNotAskedToThinkWithinABudget() {
    ChatRequest request =
        loop(Issuer.of("other", "m"), Issuer.of("other", "m"))
            .reasoning(Reasoning.budget(2048))
            .maxOutputTokens(9000)
            .build();
    Sent sent = Hop.ANTHROPIC.sent(request);

    assertNull(sent.at("thinking"));
    assertTrue(sent.losses().contains("reasoning"));
  }

  @Test
  @HardCase(22)
  void anAdaptiveModelThinksOnThoughTheLoopLostItsThinking() {
    ChatRequest request =
        loop(Issuer.of("other", "m"), Issuer.of("other", "m"))
            .reasoning(Reasoning.effort(Reasoning.Effort.HIGH))
            .build();
    Sent sent = Hop.ANTHROPIC.sent(request, Quirk.ADAPTIVE_THINKING_ONLY);

    assertEquals("adaptive", sent.text("thinking", "type"));
  }

  @ParameterizedTest
  @HardCase(22)
  @EnumSource(names = {"CHAT", "RESPONSES", "GEMINI"})
  void foreignSignaturesNeverReachAnotherProtocol(Hop target) {
    Issuer own = Hop.ANTHROPIC.issuer();
    Sent sent = target.sent(loop(own, own).build(), Quirk.REASONING_DETAILS_BACK);

    assertFalse(sent.json().contains("\"s1\""));
    assertFalse(sent.json().contains("hm s1"));
    assertTrue(sent.losses().contains("thinking"));
  }

  private static ChatRequest forced(String choice, boolean budget) {
    return Hop.ANTHROPIC.request(
        "{'model':'m','max_tokens':9000,"
            + (budget ? "'thinking':{'type':'enabled','budget_tokens':2048}," : "")
            + "'messages':[{'role':'user','content':'q'}],"
            + "'tools':[{'name':'get','input_schema':{'type':'object'}}],"
            + "'tool_choice':"
            + choice
            + "}");
  }

  @ParameterizedTest
  @HardCase(23)
  @ValueSource(strings = {"{'type':'any'}", "{'type':'tool','name':'get'}"})
  void aForcedToolIsAnInstructionWhereThinkingForbidsTheForce(String choice) {
    Sent budget = Hop.ANTHROPIC.sent(forced(choice, true));
    Sent always = Hop.ANTHROPIC.sent(forced(choice, false), Quirk.NO_FORCED_TOOL_CHOICE);

    for (Sent sent : List.of(budget, always)) {
      assertEquals("auto", sent.text("tool_choice", "type"));
      assertTrue(sent.text("system").contains("calling"), sent::json);
      assertTrue(sent.losses().contains("forced-tool-choice"));
    }
    assertEquals("enabled", budget.text("thinking", "type"));
  }

  @Test
  @HardCase(23)
  void aForcedToolStaysForcedWithoutThinking() {
    Sent sent = Hop.ANTHROPIC.sent(forced("{'type':'any'}", false));

    assertEquals("any", sent.text("tool_choice", "type"));
    assertTrue(sent.losses().isEmpty());
  }

  @ParameterizedTest
  @HardCase(23)
  @EnumSource(names = {"CHAT", "RESPONSES", "GEMINI"})
  void aForcedToolIsLeftToTheModelAndDeclaredWhereTheTargetRefusesForce(Hop target) {
    Sent sent = target.sent(forced("{'type':'any'}", false), Quirk.NO_FORCED_TOOL_CHOICE);

    assertTrue(sent.json().toLowerCase(Locale.ROOT).contains("\"auto\""), sent::json);
    assertTrue(sent.losses().stream().anyMatch(loss -> loss.endsWith("tool-choice")));
  }

  private static Sent thinkingWithin(Integer maxTokens, int budget, Integer cap) {
    ChatRequest request =
        ChatRequest.builder()
            .model("m")
            .user("q")
            .reasoning(Reasoning.budget(budget))
            .maxOutputTokens(maxTokens)
            .build();
    var plain = Hop.ANTHROPIC.target();
    return Hop.ANTHROPIC.sent(
        request, new TargetProfile(plain.model(), plain.issuer(), plain.quirks(), null, null, cap));
  }

  @ParameterizedTest
  @HardCase(24)
  @CsvSource({
    "3000,4096,64000",
    "9000,2048,64000",
    "1000,4096,64000",
    ",8000,9000",
    "4000,64000,4096"
  })
  void theLimitOfTokensLeavesRoomBeyondTheBudget(Integer maxTokens, int budget, Integer cap) {
    Sent sent = thinkingWithin(maxTokens, budget, cap);
    int sentMax = Integer.parseInt(sent.text("max_tokens"));
    int sentBudget = Integer.parseInt(sent.text("thinking", "budget_tokens"));

    assertTrue(sentBudget >= 1024, sent::json);
    assertTrue(sentMax > sentBudget, sent::json);
    assertTrue(sentMax <= cap, sent::json);
  }

  @Test
  @HardCase(24)
  void thinkingIsLeftOutWhereTheModelsLimitHasNoRoomForIt() {
    Sent sent = thinkingWithin(1000, 4096, 1024);

    assertNull(sent.at("thinking"));
    assertTrue(sent.losses().contains("reasoning"));
  }
}
