package dev.patchbay.wire.hard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.hard.Hop.Sent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Marks that say up to where a prompt is worth caching. */
final class CacheMarksTest {
  private static String text(String text, String mark) {
    return "{'type':'text','text':'" + text + "'" + mark + "}";
  }

  private static String mark(String ttl) {
    return ",'cache_control':{'type':'ephemeral'"
        + (ttl.isEmpty() ? "" : ",'ttl':'" + ttl + "'")
        + "}";
  }

  private static ChatRequest marked(String tool, String system, String... texts) {
    return Hop.ANTHROPIC.request(
        "{'model':'m','max_tokens':9,'tools':[{'name':'f','input_schema':{'type':'object'}"
            + tool
            + "}],'system':["
            + text("s", system)
            + "],'messages':[{'role':'user','content':["
            + String.join(",", texts)
            + "]}]}");
  }

  @Test
  @HardCase(44)
  void ofMoreThanFourMarksToolsSystemAndTheLastTwoAreKept() {
    Sent sent =
        Hop.ANTHROPIC.sent(
            marked(
                mark(""), mark(""), text("a", mark("")), text("b", mark("")), text("c", mark(""))));

    assertEquals("ephemeral", sent.at("tools", 0, "cache_control", "type"));
    assertEquals("ephemeral", sent.at("system", 0, "cache_control", "type"));
    assertNull(sent.at("messages", 0, "content", 0, "cache_control"));
    assertEquals("ephemeral", sent.at("messages", 0, "content", 1, "cache_control", "type"));
    assertEquals("ephemeral", sent.at("messages", 0, "content", 2, "cache_control", "type"));
    assertEquals(List.of("cache-mark"), sent.losses());
  }

  @Test
  @HardCase(44)
  void anHourAfterFiveMinutesIsShortened() {
    Sent sent =
        Hop.ANTHROPIC.sent(marked(mark("1h"), mark("5m"), text("a", mark("1h")), text("b", "")));

    assertEquals("1h", sent.at("tools", 0, "cache_control", "ttl"));
    assertEquals("5m", sent.at("system", 0, "cache_control", "ttl"));
    assertEquals("5m", sent.at("messages", 0, "content", 0, "cache_control", "ttl"));
    assertEquals(List.of("cache-ttl"), sent.losses());
  }

  @ParameterizedTest
  @HardCase(44)
  @EnumSource(names = "ANTHROPIC", mode = EnumSource.Mode.EXCLUDE)
  void marksAreNotSentToOthers(Hop target) {
    Sent sent = target.sent(marked(mark(""), mark("1h"), text("a", mark(""))));

    assertFalse(sent.json().contains("cache_control"));
    assertFalse(sent.json().contains("ephemeral"));
  }

  @Test
  @HardCase(44)
  void marksPassThroughAChatHostThatKnowsThem() {
    Sent sent =
        Hop.CHAT.sent(
            marked("", mark(""), text("a", mark("1h")), text("b", "")), Quirk.KEEPS_CACHE_CONTROL);

    assertEquals("1h", sent.at("messages", 1, "content", 0, "cache_control", "ttl"));
  }

  @ParameterizedTest
  @HardCase(44)
  @EnumSource(names = {"CHAT", "RESPONSES"})
  void breakpointsOfOpenAiAreMarksOfAnthropic(Hop client) {
    String part =
        "'text':'long','prompt_cache_breakpoint':{'mode':'explicit'}},{'type':'%1$s','text':'q'}]}]";
    String message =
        client == Hop.CHAT
            ? "'messages':[{'role':'user','content':[{'type':'text'," + part.formatted("text")
            : "'input':[{'role':'user','content':[{'type':'input_text',"
                + part.formatted("input_text");
    ChatRequest request = client.request("{'model':'m'," + message + "}");
    Sent sent = Hop.ANTHROPIC.sent(request);

    assertEquals("ephemeral", sent.at("messages", 0, "content", 0, "cache_control", "type"));
    assertNull(sent.at("messages", 0, "content", 1, "cache_control"));
    assertFalse(sent.json().contains("breakpoint"));
    assertTrue(client.sent(request).json().contains("prompt_cache_breakpoint"));
  }

  @Test
  @HardCase(44)
  void thinkingAndEmptyTextCarryNoMark() {
    ChatRequest request =
        Hop.ANTHROPIC.request(
            "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'q'},"
                + "{'role':'assistant','content':[{'type':'thinking','thinking':'t','signature':"
                + "'s','cache_control':{'type':'ephemeral'}},{'type':'text','text':'a'}]},"
                + "{'role':'user','content':["
                + text("", mark(""))
                + ","
                + text("so", "")
                + "]}]}");
    Sent sent = Hop.ANTHROPIC.sent(request);

    assertFalse(sent.json().contains("cache_control"));
    assertTrue(sent.losses().contains("cache-mark"));
  }
}
