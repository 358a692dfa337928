package dev.patchbay.wire.hard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.StopReason;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.StreamDecoder;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.hard.Hop.Sent;
import dev.patchbay.wire.undo.Undoing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How long an answer may be, how hard it is thought about, and how freely it is worded. */
final class LimitsAndSamplingTest {
  private static ChatRequest asking(String fields) {
    return Hop.CHAT.request(
        "{'model':'m','messages':[{'role':'user','content':'Hi'}]" + fields + "}");
  }

  private static TargetProfile capped(Hop target, int most, Quirk... quirks) {
    return new TargetProfile(Hop.MODEL, target.issuer(), Set.of(quirks), null, null, most);
  }

  /** Where the target says how long an answer may be. */
  private static @Nullable Object limit(Hop target, Sent sent) {
    return switch (target) {
      case CHAT -> sent.at("max_completion_tokens");
      case RESPONSES -> sent.at("max_output_tokens");
      case ANTHROPIC -> sent.at("max_tokens");
      case GEMINI -> sent.at("generationConfig", "maxOutputTokens");
    };
  }

  @Test
  @HardCase(33)
  void anthropicIsToldALimitThatNobodyAskedFor() {
    assertEquals("8192", Hop.ANTHROPIC.sent(asking("")).text("max_tokens"));
    assertEquals(
        "4096", Hop.ANTHROPIC.sent(asking(""), capped(Hop.ANTHROPIC, 4096)).text("max_tokens"));
    assertEquals(
        "8192", Hop.ANTHROPIC.sent(asking(""), capped(Hop.ANTHROPIC, 128_000)).text("max_tokens"));
  }

  @ParameterizedTest
  @HardCase(33)
  @EnumSource(names = "ANTHROPIC", mode = EnumSource.Mode.EXCLUDE)
  void othersAreToldNoLimitThatNobodyAskedFor(Hop target) {
    assertNull(limit(target, target.sent(asking(""), capped(target, 4096))));
  }

  @ParameterizedTest
  @HardCase(34)
  @EnumSource
  void aLimitOverTheModelsIsLoweredToItAndDeclared(Hop target) {
    Sent sent = target.sent(asking(",'max_tokens':100000"), capped(target, 4096));

    assertEquals("4096", String.valueOf(limit(target, sent)));
    assertEquals(List.of("max-output-tokens"), sent.losses());
  }

  @Test
  @HardCase(35)
  void eachHostIsToldTheLimitByTheNameItKnows() {
    for (String name : List.of("max_tokens", "max_completion_tokens")) {
      ChatRequest request = asking(",'" + name + "':7");
      Sent newer = Hop.CHAT.sent(request);
      Sent older = Hop.CHAT.sent(request, Quirk.MAX_TOKENS_OLD_NAME);

      assertEquals("7", newer.text("max_completion_tokens"));
      assertNull(newer.at("max_tokens"));
      assertEquals("7", older.text("max_tokens"));
      assertNull(older.at("max_completion_tokens"));
    }
  }

  @ParameterizedTest
  @HardCase(36)
  @CsvSource({
    "none, disabled, ",
    "minimal, enabled, 1024",
    "low, enabled, 2048",
    "medium, enabled, 8192",
    "high, enabled, 16384"
  })
  void anEffortIsABudgetWhereOnlyBudgetsAreKnown(
      String effort, String type, @Nullable String budget) {
    Sent sent =
        Hop.ANTHROPIC.sent(
            asking(",'reasoning_effort':'" + effort + "'"), Quirk.BUDGET_THINKING_ONLY);

    assertEquals(type, sent.at("thinking", "type"));
    assertEquals(String.valueOf(budget), sent.text("thinking", "budget_tokens"));
  }

  @ParameterizedTest
  @HardCase(36)
  @CsvSource({"1024, minimal, LOW", "3000, low, LOW", "9000, medium, MEDIUM", "20000, high, HIGH"})
  void aBudgetIsTheNearestEffortWhereOnlyEffortsAreKnown(
      int budget, String chat, String anthropic) {
    ChatRequest request =
        Hop.ANTHROPIC.request(
            "{'model':'m','max_tokens':64000,'messages':[{'role':'user','content':'Hi'}],"
                + "'thinking':{'type':'enabled','budget_tokens':"
                + budget
                + "}}");
    Sent adaptive = Hop.ANTHROPIC.sent(request, Quirk.ADAPTIVE_THINKING_ONLY);

    assertEquals(chat, Hop.CHAT.sent(request).at("reasoning_effort"));
    assertEquals(chat, Hop.RESPONSES.sent(request).at("reasoning", "effort"));
    assertEquals("adaptive", adaptive.at("thinking", "type"));
    assertNull(adaptive.at("thinking", "budget_tokens"));
    assertEquals(
        anthropic.toLowerCase(java.util.Locale.ROOT), adaptive.at("output_config", "effort"));
    assertEquals(
        String.valueOf(budget),
        Hop.GEMINI.sent(request).text("generationConfig", "thinkingConfig", "thinkingBudget"));
  }

  @ParameterizedTest
  @HardCase(36)
  @CsvSource({"none, MINIMAL", "minimal, MINIMAL", "low, LOW", "high, HIGH", "xhigh, HIGH"})
  void anEffortIsALevelOfGemini(String effort, String level) {
    Sent sent = Hop.GEMINI.sent(asking(",'reasoning_effort':'" + effort + "'"));

    assertEquals(level, sent.at("generationConfig", "thinkingConfig", "thinkingLevel"));
    assertEquals(
        effort.equals("xhigh") || effort.equals("none"), sent.losses().contains("reasoning"));
  }

  @Test
  @HardCase(36)
  void noThinkingIsSaidAsEachModelTakesIt() {
    ChatRequest none = asking(",'reasoning_effort':'none'");

    assertEquals("disabled", Hop.ANTHROPIC.sent(none).at("thinking", "type"));
    assertEquals(
        "between_tools",
        Hop.ANTHROPIC.sent(none, Quirk.BETWEEN_TOOLS_FOR_DISABLED).at("thinking", "type"));
    Sent always = Hop.ANTHROPIC.sent(none, Quirk.ALWAYS_THINKS);
    assertNull(always.at("thinking"));
    assertEquals("low", always.at("output_config", "effort"));
    assertEquals(List.of("reasoning"), always.losses());
    assertEquals(
        "0",
        Hop.GEMINI
            .sent(none, Quirk.BUDGET_THINKING_ONLY)
            .text("generationConfig", "thinkingConfig", "thinkingBudget"));
  }

  @ParameterizedTest
  @HardCase(37)
  @EnumSource
  void aModelThatRefusesSamplingIsToldNone(Hop target) {
    Sent sent = target.sent(asking(",'temperature':0.5,'top_p':0.9"), Quirk.NO_SAMPLING);

    assertFalse(sent.json().contains("temperature"));
    assertFalse(sent.json().contains("top_p") || sent.json().contains("topP"));
    assertEquals(List.of("temperature", "top-p"), sent.losses());
  }

  @ParameterizedTest
  @HardCase(38)
  @EnumSource
  void aModelThatTakesOneOfBothIsToldTheTemperature(Hop target) {
    Sent sent = target.sent(asking(",'temperature':0.5,'top_p':0.9"), Quirk.TEMPERATURE_XOR_TOP_P);

    assertTrue(sent.json().contains("\"temperature\":0.5"));
    assertFalse(sent.json().contains("top_p") || sent.json().contains("topP"));
    assertEquals(List.of("top-p"), sent.losses());
  }

  @Test
  @HardCase(39)
  void ofTooManyStopTextsTheFirstAreSentAndTheOthersCutHere() {
    ChatRequest request = asking(",'stop':['a','b','c','d','e','f']");
    Sent chat = Hop.CHAT.sent(request);
    Sent gemini = Hop.GEMINI.sent(request);
    Sent responses = Hop.RESPONSES.sent(request);
    Sent anthropic = Hop.ANTHROPIC.sent(request);

    assertEquals(List.of("a", "b", "c", "d"), chat.at("stop"));
    assertEquals(List.of("e", "f"), chat.encoded().undo().stops());
    assertEquals(List.of("a", "b", "c", "d", "e"), gemini.at("generationConfig", "stopSequences"));
    assertEquals(List.of("f"), gemini.encoded().undo().stops());
    assertNull(responses.at("stop"));
    assertEquals(6, responses.encoded().undo().stops().size());
    assertEquals(6, anthropic.count("stop_sequences"));
    assertEquals(List.of(), anthropic.losses());
    for (Sent sent : List.of(chat, gemini, responses)) {
      assertEquals(List.of("stop"), sent.losses());
    }
  }

  @Test
  @HardCase(39)
  void aStopTextOfWhiteSpaceIsCutHereWhereItIsRefused() {
    Sent sent = Hop.ANTHROPIC.sent(asking(",'stop':['\\n','END']"));

    assertEquals(List.of("END"), sent.at("stop_sequences"));
    assertEquals(List.of("\n"), sent.encoded().undo().stops());
  }

  @ParameterizedTest
  @HardCase(39)
  @EnumSource
  void whereNoStopTextsAreTakenAllAreCutHere(Hop target) {
    Sent sent = target.sent(asking(",'stop':'END'"), Quirk.NO_STOP);

    assertFalse(sent.json().contains("END"));
    assertEquals(List.of("END"), sent.encoded().undo().stops());
    assertEquals(List.of("stop"), sent.losses());
  }

  /** An answer of Responses, in which the stop text stands across two deltas. */
  @ParameterizedTest
  @HardCase(39)
  @EnumSource
  void theAnswerOfResponsesEndsBeforeTheStopText(Hop client) {
    Sent sent = Hop.RESPONSES.sent(asking(",'stop':['END']"));
    String head = "{'type':'response.output_text.delta','output_index':0,'content_index':0,";
    List<ChatEvent> events = new ArrayList<>();
    Consumer<ChatEvent> undoing = Undoing.in(events::add, sent.encoded().undo());
    StreamDecoder decoder = Hop.RESPONSES.codec.decodeStream(Hop.RESPONSES.issuer());
    for (String data :
        List.of(
            "{'type':'response.created','response':{'id':'r','model':'m','output':[]}}",
            "{'type':'response.output_item.added','output_index':0,'item':{'type':'message',"
                + "'id':'i','role':'assistant','content':[]}}",
            head + "'delta':'to the E'}",
            head + "'delta':'ND and more'}",
            "{'type':'response.completed','response':{'id':'r','model':'m','status':'completed',"
                + "'output':[],'usage':{'input_tokens':3,'output_tokens':9,'total_tokens':12}}}")) {
      decoder.decode(SseFrame.data(data.replace('\'', '"')), undoing);
    }
    decoder.end(undoing);

    ChatResponse seen = client.folded(client.frames(events), client.issuer());
    assertEquals("to the ", seen.text());
    assertEquals("9", String.valueOf(seen.usage().outputTotal()));
    ChatEvent.Finish finish =
        events.stream()
            .filter(ChatEvent.Finish.class::isInstance)
            .map(ChatEvent.Finish.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals(StopReason.STOP_SEQUENCE, finish.reason());
    assertEquals("END", finish.stopSequence());
  }

  @Test
  @HardCase(39)
  void anthropicsClientsAreToldWhichStopTextItWas() {
    Sent sent = Hop.RESPONSES.sent(asking(",'stop':['END']"));
    ChatResponse answer =
        Hop.RESPONSES.answer(
            "{'id':'r','model':'m','status':'completed','output':[{'type':'message','id':'i',"
                + "'role':'assistant','content':[{'type':'output_text','text':'a END b'}]}]}");
    Sent told = Hop.ANTHROPIC.told(Undoing.in(answer, sent.encoded().undo()));

    assertEquals("a ", told.at("content", 0, "text"));
    assertEquals("stop_sequence", told.at("stop_reason"));
    assertEquals("END", told.at("stop_sequence"));
  }
}
