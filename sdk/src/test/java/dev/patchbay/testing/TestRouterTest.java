package dev.patchbay.testing;

import static dev.patchbay.testing.assertion.PatchbayAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.provider.DispatchMode;
import dev.patchbay.route.DropReason;
import dev.patchbay.trace.RouterException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TestRouterTest {
  @Test
  void failsOverToTheSpareProvider() {
    ScriptedProvider busy = ScriptedProvider.openai("busy").reply(Reply.status(429));
    ScriptedProvider spare = ScriptedProvider.anthropic("spare").reply(Reply.text("Hello!"));
    try (TestRouter kit = TestRouter.builder().provider(busy).provider(spare).build()) {
      ChatResponse answer = kit.router().chat("some-model", "Hi");
      assertThat(answer).failedOver().servedBy("spare/main").attempts(2);
      assertThat(answer).failures(FailureKind.RATE_LIMITED);
      assertEquals("Hi", spare.lastRequest().messages().get(0).text());
    }
  }

  @Test
  void servesTheExampleOfThePackage() {
    ScriptedProvider busy = ScriptedProvider.openai("busy").reply(Reply.status(429));
    ScriptedProvider spare = ScriptedProvider.anthropic("spare").reply(Reply.text("Hello!"));
    try (TestRouter kit = TestRouter.builder().provider(busy).provider(spare).build()) {
      ChatResponse answer = kit.router().chat("some-model", "Hi");
      assertThat(answer).failedOver().servedBy("spare/main").attempts(2);
    }
  }

  @Test
  void anAccountComesBackWhenItsResetIsDue() {
    ScriptedProvider provider =
        ScriptedProvider.openai("lab")
            .accounts("first", "second")
            .reply(Reply.status(429).withRetryAfter(Duration.ofMinutes(10)), Reply.text("Hello!"));
    try (TestRouter kit = TestRouter.builder().provider(provider).build()) {
      assertThat(kit.router().chat("m", "Hi")).failedOver().servedBy("lab/second");
      assertThat(kit.router().plan("m"))
          .candidatesInOrder("lab/second m")
          .dropped("lab/first", DropReason.COOLING);
      kit.clock().advance(Duration.ofMinutes(11));
      assertEquals(2, kit.router().plan("m").candidates().size());
    }
  }

  @Test
  void aStalledStreamTakesNoRealTime() {
    ScriptedProvider slow =
        ScriptedProvider.openai("slow").reply(Reply.text("a b c d").stalledAfter(2));
    ScriptedProvider quick = ScriptedProvider.openai("quick").reply(Reply.text("a b c d"));
    try (TestRouter kit =
        TestRouter.builder().provider(slow).provider(quick, DispatchMode.FALLBACK).build()) {
      ChatStream stream = kit.router().stream("m", "Hi");
      RouterException e = assertThrows(RouterException.class, stream::response);
      assertThat(e).notServed().failures(FailureKind.CUT);
    }
  }

  @Test
  void servesTheSameOverHttp() {
    ScriptedProvider down = ScriptedProvider.openai("down").reply(Reply.reset());
    ScriptedProvider up = ScriptedProvider.anthropic("up").reply(Reply.text("Hello there!"));
    try (TestRouter kit = TestRouter.builder().provider(down).provider(up).overHttp().build()) {
      assertEquals("Hello there!", kit.router().stream("m", "Hi").response().text());
      assertThat(kit.router().chat("m", "Hi")).servedBy("up/main");
      assertEquals(2, kit.provider("up").calls().size());
    }
  }

  @Test
  void aFailedAssertionShowsThePlan() {
    try (TestRouter kit = TestRouter.builder().provider(ScriptedProvider.openai("lab")).build()) {
      AssertionError e =
          assertThrows(
              AssertionError.class,
              () -> assertThat(kit.router().plan("m")).candidatesInOrder("other/main m"));
      assertTrue(e.getMessage().contains("plan for m\n  1. lab/main m"), e.getMessage());
    }
  }

  @Test
  void aFailedAssertionShowsTheTrace() {
    ScriptedProvider lab = ScriptedProvider.openai("lab").reply(Reply.status(400));
    try (TestRouter kit = TestRouter.builder().provider(lab).build()) {
      RouterException failed =
          assertThrows(RouterException.class, () -> kit.router().chat("m", "Hi"));
      AssertionError e =
          assertThrows(AssertionError.class, () -> assertThat(failed).servedBy("lab/main"));
      assertTrue(e.getMessage().contains("1. lab/main m: INVALID_REQUEST"), e.getMessage());
      assertThrows(AssertionError.class, () -> assertThat(failed).failedOver());
      assertThrows(AssertionError.class, () -> assertThat(failed).attempts(2));
      assertThrows(
          AssertionError.class, () -> assertThat(failed).failures(FailureKind.RATE_LIMITED));
    }
  }
}
