package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import dev.patchbay.trace.InvalidRequestException;
import org.junit.jupiter.api.Test;

class UntranslatableRequestTest {
  private static final ChatRequest TWO_CHOICES =
      ChatRequest.of("some-model", "Hi").toBuilder().choices(2).build();

  @Test
  void requestOneProtocolCannotSayIsAnsweredByACandidateWhoseProtocolCan() {
    ScriptedProvider one = ScriptedProvider.anthropic("one").reply(Reply.text("never"));
    ScriptedProvider two = ScriptedProvider.openai("two").reply(Reply.text("Hello!"));
    try (TestRouter test =
        TestRouter.builder()
            .provider(one, config -> config.priority(1))
            .provider(two, config -> config.priority(2))
            .build()) {
      assertEquals("Hello!", test.router().chat(TWO_CHOICES).text());
      assertEquals(0, one.calls().size());
    }
  }

  @Test
  void requestNoCandidateCanSayIsRefusedByTheNameOfWhatCannotBeSaid() {
    try (TestRouter test =
        TestRouter.builder().provider(ScriptedProvider.anthropic("one")).build()) {
      InvalidRequestException refused =
          assertThrows(InvalidRequestException.class, () -> test.router().chat(TWO_CHOICES));
      assertTrue(refused.getMessage().contains("one answer at a time"), refused::getMessage);
    }
  }
}
