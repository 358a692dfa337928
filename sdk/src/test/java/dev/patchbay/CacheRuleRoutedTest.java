package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import dev.patchbay.wire.CacheRule;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CacheRuleRoutedTest {
  private final ScriptedProvider lab =
      ScriptedProvider.anthropic("lab").script(call -> Reply.text("hi"));

  private ChatResponse asked(CacheRule.Ttl ttl, CacheRule.Marks marks) {
    try (TestRouter kit =
        TestRouter.builder()
            .provider(lab, config -> config.model("m").cacheTtl(ttl).cacheMarks(marks))
            .build()) {
      return kit.router().chat("m", "a question");
    }
  }

  @Test
  void whatTheConfigurationWantsIsSentAndSaidInTheTrace() {
    ChatResponse answer = asked(CacheRule.Ttl.HOUR, CacheRule.Marks.AUTO);
    String body = lab.calls().get(0).body();
    assertTrue(body.contains("\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}"), body);
    assertEquals(List.of("cache-marks: 1 set by the router"), answer.trace().losses());
  }

  @Test
  void nothingIsMarkedUnlessThatIsWanted() {
    ChatResponse answer = asked(null, null);
    assertFalse(lab.calls().get(0).body().contains("cache_control"));
    assertEquals(List.of(), answer.trace().losses());
  }
}
