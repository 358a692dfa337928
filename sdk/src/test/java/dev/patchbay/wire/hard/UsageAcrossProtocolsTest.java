package dev.patchbay.wire.hard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatUnfold;
import dev.patchbay.chat.Usage;
import dev.patchbay.wire.hard.Hop.Sent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same tokens as each protocol counts them: 1000 of the prompt, of which 300 were read from a
 * cache and 200 written to one (Gemini knows no writes), and 500 of the answer, of which 120 were
 * thought.
 */
final class UsageAcrossProtocolsTest {
  private static ChatResponse answer(Hop upstream, String usage) {
    return upstream.answer(
        switch (upstream) {
          case CHAT ->
              "{'id':'c','model':'m','choices':[{'index':0,'message':{'content':'x'},"
                  + "'finish_reason':'stop'}],'usage':"
                  + usage
                  + "}";
          case RESPONSES ->
              "{'id':'r','model':'m','status':'completed','output':[{'type':'message','id':'i',"
                  + "'role':'assistant','content':[{'type':'output_text','text':'x'}]}],'usage':"
                  + usage
                  + "}";
          case ANTHROPIC ->
              "{'id':'a','type':'message','role':'assistant','model':'m','content':[{'type':'text',"
                  + "'text':'x'}],'stop_reason':'end_turn','usage':"
                  + usage
                  + "}";
          case GEMINI ->
              "{'candidates':[{'index':0,'content':{'role':'model','parts':[{'text':'x'}]},"
                  + "'finishReason':'STOP'}],'usageMetadata':"
                  + usage
                  + "}";
        });
  }

  private static ChatResponse answer(Hop upstream) {
    return answer(
        upstream,
        switch (upstream) {
          case CHAT ->
              "{'prompt_tokens':1000,'completion_tokens':500,'total_tokens':1500,"
                  + "'prompt_tokens_details':{'cached_tokens':300,'cache_write_tokens':200},"
                  + "'completion_tokens_details':{'reasoning_tokens':120}}";
          case RESPONSES ->
              "{'input_tokens':1000,'output_tokens':500,'total_tokens':1500,"
                  + "'input_tokens_details':{'cached_tokens':300,'cache_write_tokens':200},"
                  + "'output_tokens_details':{'reasoning_tokens':120}}";
          case ANTHROPIC ->
              "{'input_tokens':500,'cache_read_input_tokens':300,"
                  + "'cache_creation_input_tokens':200,'cache_creation':{"
                  + "'ephemeral_5m_input_tokens':150,'ephemeral_1h_input_tokens':50},"
                  + "'output_tokens':500,'output_tokens_details':{'thinking_tokens':120}}";
          case GEMINI ->
              "{'promptTokenCount':900,'toolUsePromptTokenCount':100,"
                  + "'cachedContentTokenCount':300,'candidatesTokenCount':380,"
                  + "'thoughtsTokenCount':120,'totalTokenCount':1500}";
        });
  }

  private static Usage usage(ChatResponse answer) {
    Usage usage = answer.usage();
    if (usage == null) {
      throw new AssertionError("no usage");
    }
    return usage;
  }

  private static Stream<Arguments> pairs() {
    return Arrays.stream(Hop.values())
        .flatMap(from -> Arrays.stream(Hop.values()).map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @EnumSource
  void everyServersCountsAreReadAsTheSameTokens(Hop upstream) {
    Usage usage = usage(answer(upstream));

    assertEquals(1000, usage.inputTotal());
    assertEquals(300, usage.cacheRead());
    assertEquals(upstream == Hop.GEMINI ? 0 : 200, usage.cacheWrites());
    assertEquals(upstream == Hop.GEMINI ? 700 : 500, usage.freshInput());
    assertEquals(500, usage.outputTotal());
    assertEquals(120, usage.reasoning());
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void everyClientIsToldTheTokensAsItsProtocolCounts(Hop upstream, Hop client) {
    Sent told = client.told(answer(upstream));
    boolean writes = upstream != Hop.GEMINI;
    boolean own = upstream == Hop.GEMINI && client == Hop.GEMINI;

    switch (client) {
      case CHAT -> {
        assertEquals("1000", told.text("usage", "prompt_tokens"));
        assertEquals("500", told.text("usage", "completion_tokens"));
        assertEquals("1500", told.text("usage", "total_tokens"));
        assertEquals("300", told.text("usage", "prompt_tokens_details", "cached_tokens"));
        assertEquals("120", told.text("usage", "completion_tokens_details", "reasoning_tokens"));
      }
      case RESPONSES -> {
        assertEquals("1000", told.text("usage", "input_tokens"));
        assertEquals("500", told.text("usage", "output_tokens"));
        assertEquals("1500", told.text("usage", "total_tokens"));
        assertEquals("300", told.text("usage", "input_tokens_details", "cached_tokens"));
        assertEquals("120", told.text("usage", "output_tokens_details", "reasoning_tokens"));
      }
      case ANTHROPIC -> {
        assertEquals(writes ? "500" : "700", told.text("usage", "input_tokens"));
        assertEquals("300", told.text("usage", "cache_read_input_tokens"));
        assertEquals(writes ? "200" : "0", told.text("usage", "cache_creation_input_tokens"));
        assertEquals(
            upstream == Hop.ANTHROPIC ? "50" : "0",
            told.text("usage", "cache_creation", "ephemeral_1h_input_tokens"));
        assertEquals("500", told.text("usage", "output_tokens"));
      }
      case GEMINI -> {
        assertEquals(own ? "900" : "1000", told.text("usageMetadata", "promptTokenCount"));
        assertEquals("300", told.text("usageMetadata", "cachedContentTokenCount"));
        assertEquals("380", told.text("usageMetadata", "candidatesTokenCount"));
        assertEquals("120", told.text("usageMetadata", "thoughtsTokenCount"));
        assertEquals("1500", told.text("usageMetadata", "totalTokenCount"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aStreamTellsTheSameTokensAsTheWholeAnswer(Hop upstream, Hop client) {
    ChatResponse answer = answer(upstream);
    Usage whole = usage(client.answer(client.told(answer).json()));
    Usage streamed =
        usage(client.folded(client.frames(ChatUnfold.events(answer)), client.issuer()));

    assertEquals(whole.inputTotal(), streamed.inputTotal());
    assertEquals(whole.cacheRead(), streamed.cacheRead());
    assertEquals(whole.cacheWrites(), streamed.cacheWrites());
    assertEquals(whole.outputTotal(), streamed.outputTotal());
    assertEquals(whole.reasoning(), streamed.reasoning());
    assertEquals(1000, streamed.inputTotal());
    assertEquals(500, streamed.outputTotal());
  }

  @ParameterizedTest
  @EnumSource(names = {"CHAT", "RESPONSES"})
  void reasoningThatTheTotalSaysWasLeftOutIsAdded(Hop upstream) {
    String usage =
        upstream == Hop.CHAT
            ? "{'prompt_tokens':1000,'completion_tokens':380,'total_tokens':1500,"
                + "'completion_tokens_details':{'reasoning_tokens':120}}"
            : "{'input_tokens':1000,'output_tokens':380,'total_tokens':1500,"
                + "'output_tokens_details':{'reasoning_tokens':120}}";

    assertEquals(500, usage(answer(upstream, usage)).outputTotal());
  }

  @Test
  void thoughtsThatTheTotalSaysWereCountedAlreadyAreNotAdded() {
    Usage usage =
        usage(
            answer(
                Hop.GEMINI,
                "{'promptTokenCount':1000,'candidatesTokenCount':500,'thoughtsTokenCount':120,"
                    + "'totalTokenCount':1500}"));

    assertEquals(500, usage.outputTotal());
    assertEquals(120, usage.reasoning());
  }

  @ParameterizedTest
  @EnumSource
  void aTotalOfTheServersIsNeverCopied(Hop client) {
    ChatResponse wrong =
        answer(Hop.CHAT, "{'prompt_tokens':1000,'completion_tokens':500,'total_tokens':99999}");

    assertEquals(-1, client.told(wrong).json().indexOf("99999"));
  }

  @Test
  void cacheWritesWithoutASplitAreOfFiveMinutes() {
    Usage usage =
        usage(
            answer(
                Hop.ANTHROPIC,
                "{'input_tokens':500,'cache_creation_input_tokens':200,'output_tokens':5}"));

    assertEquals(200, usage.cacheWrite5m());
    assertEquals(700, usage.inputTotal());
  }

  @Test
  void anthropicsFreshInputIsNeverBelowZero() {
    ChatResponse odd =
        answer(
            Hop.CHAT,
            "{'prompt_tokens':100,'completion_tokens':5,'prompt_tokens_details':"
                + "{'cached_tokens':300}}");

    assertEquals("0", Hop.ANTHROPIC.told(odd).text("usage", "input_tokens"));
    assertEquals(List.of(), Hop.ANTHROPIC.told(odd).losses());
  }
}
