package dev.patchbay.wire.hard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.UntranslatableException;
import dev.patchbay.wire.hard.Hop.Sent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several answers, and how likely their words were. */
final class FanOutAndLogprobsTest {
  private static ChatRequest asking(String fields) {
    return Hop.CHAT.request(
        "{'model':'m','messages':[{'role':'user','content':'Hi'}]," + fields + "}");
  }

  @Test
  @HardCase(40)
  void severalAnswersAreAskedForWhereTheyAreGiven() {
    assertEquals("3", Hop.CHAT.sent(asking("'n':3")).text("n"));
    assertEquals("3", Hop.GEMINI.sent(asking("'n':3")).text("generationConfig", "candidateCount"));
  }

  @ParameterizedTest
  @HardCase(40)
  @EnumSource
  void severalAnswersAreRefusedByNameWhereOneIsGiven(Hop target) {
    UntranslatableException refused =
        assertThrows(
            UntranslatableException.class, () -> target.sent(asking("'n':3"), Quirk.SINGLE_CHOICE));

    assertEquals("choices", refused.feature());
    assertTrue(refused.getMessage().contains("n is 3"));
  }

  @ParameterizedTest
  @HardCase(40)
  @EnumSource(names = {"ANTHROPIC", "RESPONSES"})
  void severalAnswersAreRefusedByNameInProtocolsOfOne(Hop target) {
    assertEquals(
        "choices",
        assertThrows(UntranslatableException.class, () -> target.sent(asking("'n':2"))).feature());
  }

  @Test
  @HardCase(40)
  void ofSeveralAnswersAClientThatTakesOneSeesTheFirstDeclared() {
    ChatResponse two =
        Hop.CHAT.answer(
            "{'id':'c','model':'m','choices':["
                + "{'index':0,'message':{'content':'one'},'finish_reason':'stop'},"
                + "{'index':1,'message':{'content':'two'},'finish_reason':'stop'}]}");

    for (Hop client : List.of(Hop.ANTHROPIC, Hop.RESPONSES)) {
      Sent told = client.told(two);
      assertEquals("one", client.answer(told.json()).text());
      assertEquals(List.of("choices"), told.losses());
    }
    assertEquals(2, Hop.GEMINI.told(two).count("candidates"));
  }

  @ParameterizedTest
  @HardCase(41)
  @EnumSource(names = "CHAT", mode = EnumSource.Mode.EXCLUDE)
  void logprobsOfAnotherProtocolAreLeftOutAndDeclared(Hop target) {
    Sent sent = target.sent(asking("'logprobs':true,'logit_bias':{'5':1}"));

    assertFalse(sent.json().contains("logprobs"));
    assertEquals(List.of("logprobs", "logit-bias"), sent.losses());
  }

  @Test
  @HardCase(41)
  void logprobsAreSentWhereTheyAreKnownAndDeclaredWhereRefused() {
    ChatRequest request = asking("'logprobs':true,'top_logprobs':2");

    assertEquals("2", Hop.CHAT.sent(request).text("top_logprobs"));
    assertEquals(
        List.of("logprobs", "top-logprobs"), Hop.CHAT.sent(request, Quirk.NO_LOGPROBS).losses());
  }
}
