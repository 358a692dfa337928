package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.config.AccountConfig;
import dev.patchbay.config.ProviderConfig;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import dev.patchbay.trace.RateLimitedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The clock begins at midnight, on a Thursday. */
final class PauseHoursRoutedTest {
  private final ScriptedProvider lab =
      ScriptedProvider.openai("lab").accounts("day", "night").script(call -> Reply.text("hi"));

  private TestRouter router(String day, String night) {
    return TestRouter.builder()
        .provider(
            lab,
            config -> {
              ProviderConfig built = config.build();
              ProviderConfig.Builder resting =
                  ProviderConfig.of("lab")
                      .protocol(built.protocol())
                      .baseUrl(built.baseUrl())
                      .model("m");
              String[] hours = {day, night};
              for (int i = 0; i < hours.length; i++) {
                AccountConfig account = built.accounts().get(i);
                resting.account(hours[i].isEmpty() ? account : account.pauseHours(hours[i]));
              }
              return resting;
            })
        .build();
  }

  private String servedBy() {
    return lab.calls().get(lab.calls().size() - 1).account();
  }

  @Test
  void eachAccountServesAtItsHours() {
    try (TestRouter kit = router("20:00-08:00", "08:00-20:00")) {
      kit.router().chat("m", "now");
      assertEquals("night", servedBy());
      assertEquals("pause_hours", kit.router().accounts().get("lab/day").state());
      kit.clock().advance(Duration.ofHours(8));
      kit.router().chat("m", "now");
      assertEquals("day", servedBy());
      assertEquals("available", kit.router().accounts().get("lab/day").state());
    }
  }

  @Test
  void whenAllRestTheCallerIsToldForHowLongAndNobodyIsAsked() {
    try (TestRouter kit = router("thu 00:00-01:00", "thu 00:00-00:30")) {
      RateLimitedException refused =
          assertThrows(RateLimitedException.class, () -> kit.router().chat("m", "now"));
      assertEquals(FailureKind.NO_CAPACITY, refused.failure().kind());
      assertEquals(Duration.ofMinutes(30), refused.failure().retryAfter());
      assertEquals(0, lab.calls().size());
    }
  }

  @Test
  void aPinnedRequestWaitsForItsAccountAndGoesToNoOther() {
    try (TestRouter kit = router("thu 00:00-01:00", "")) {
      ChatRequest pinned =
          ChatRequest.of("m", "now").toBuilder()
              .options(CallOptions.builder().accountPin("lab/day").build())
              .build();
      RateLimitedException refused =
          assertThrows(RateLimitedException.class, () -> kit.router().chat(pinned));
      assertEquals(Duration.ofHours(1), refused.failure().retryAfter());
      kit.clock().advance(Duration.ofHours(1));
      kit.router().chat(pinned);
      assertEquals("day", servedBy());
    }
  }
}
