package dev.patchbay.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PulseTest {
  private static final Duration SILENCE = Duration.ofMillis(400);

  private static String pulse(Client client) {
    return switch (client) {
      case CLAUDE -> "event: ping\ndata: {\"type\": \"ping\"}\n\n";
      case GEMINI -> "\n\n";
      default -> ": keep-alive\n\n";
    };
  }

  private static Played played(Reply reply) {
    return Played.of(Map.of(), Played.quick(), ScriptedProvider.openai("lab").reply(reply));
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void keepsAStreamAliveBeforeItsFirstOutput(Client client) {
    try (Played played = played(Reply.text("Hello!").withFirstTokenAfter(SILENCE))) {
      HttpResponse<String> answer = played.ask(client, true);

      assertTrue(answer.body().startsWith(pulse(client) + pulse(client)), answer.body());
      assertEquals("Hello!", client.read(answer.body(), true).text());
      boolean commented = client != Client.GEMINI;
      assertEquals(commented, answer.body().contains(": patchbay request-id="), answer.body());
      assertEquals(commented, answer.body().contains(" provider=lab "), answer.body());
    }
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void keepsAStreamAliveWhileItsProviderThinks(Client client) {
    try (Played played = played(Reply.text("one two").withTokenEvery(SILENCE))) {
      HttpResponse<String> answer = played.ask(client, true);

      int first = answer.body().indexOf("one");
      int then = answer.body().indexOf(pulse(client) + pulse(client), first);
      assertTrue(then > first && then < answer.body().indexOf("two", first), answer.body());
      assertEquals("one two", client.read(answer.body(), true).text());
    }
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void tellsAFailureInTheStreamOnceThatHasBegun(Client client) {
    Reply late = Reply.error(FailureKind.CONTEXT_TOO_LONG).withHeadersAfter(SILENCE);
    try (Played played = played(late)) {
      HttpResponse<String> answer = played.ask(client, true);

      assertEquals(200, answer.statusCode());
      assertTrue(answer.body().startsWith(pulse(client)), answer.body());
      assertTrue(client.failed(answer.body()), answer.body());
    }
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void writesNothingBesideAWholeAnswer(Client client) {
    try (Played played = played(Reply.text("Hello!").withHeadersAfter(SILENCE))) {
      HttpResponse<String> answer = played.ask(client, false);

      assertFalse(answer.body().contains(pulse(client)), answer.body());
      assertEquals("Hello!", client.read(answer.body(), false).text());
    }
  }
}
