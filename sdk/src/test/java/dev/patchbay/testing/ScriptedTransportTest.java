package dev.patchbay.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.transport.Transport;
import dev.patchbay.transport.TransportException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ScriptedTransportTest extends ReplyContract {
  private final ManualClock clock = new ManualClock(Instant.EPOCH);

  @Override
  Transport transport(ScriptedProvider served) {
    return ScriptedTransport.of(clock, served);
  }

  @Override
  String baseUrl(ScriptedProvider served) {
    return ScriptedTransport.baseUrl(served.name());
  }

  @Test
  void silenceMovesTheClockToTheLimitItBreaks() {
    provider.reply(Reply.stalled());
    Wire wire = new Wire(transport(provider), baseUrl(provider), Wire.OPENAI);
    assertThrows(TransportException.class, wire.firstToken(Duration.ofSeconds(12))::stream);
    assertEquals(Instant.ofEpochSecond(12), clock.instant());
  }

  @Test
  void aSlowAnswerMovesTheClock() {
    provider.reply(Reply.text("a b c").withTokenEvery(Duration.ofSeconds(2)));
    new Wire(transport(provider), baseUrl(provider), Wire.OPENAI).stream();
    assertEquals(Instant.ofEpochSecond(4), clock.instant());
  }

  @Test
  void aRawStreamIsReadAsOneFromTheNetwork() {
    String chunk =
        "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
            + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Hi\"},"
            + "\"finish_reason\":\"stop\"}]}\r\n\r\ndata: [DONE]\r\n\r\n";
    provider.reply(Reply.raw(200, "text/event-stream", chunk));
    Wire wire = new Wire(transport(provider), baseUrl(provider), Wire.OPENAI);
    assertEquals("Hi", wire.stream().response().text());
  }
}
