package dev.patchbay.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.transport.Transport;
import dev.patchbay.transport.okhttp.OkHttpTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class FakeUpstreamTest extends ReplyContract {
  private final FakeUpstream upstream = closing(FakeUpstream.of(provider));

  @Override
  Transport transport(ScriptedProvider served) {
    return OkHttpTransport.create();
  }

  @Override
  String baseUrl(ScriptedProvider served) {
    return upstream.baseUrl(served.name());
  }

  @Test
  void manyStreamsAreServedAtOnce() throws Exception {
    provider.reply(Reply.text("a b c d e").withTokenEvery(java.time.Duration.ofMillis(50)));
    Wire wire = new Wire(closing(OkHttpTransport.create()), baseUrl(provider), Wire.OPENAI);
    ExecutorService pool = Executors.newFixedThreadPool(100);
    List<Future<Wire.Got>> answers = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      answers.add(pool.submit(wire::stream));
    }
    for (Future<Wire.Got> answer : answers) {
      assertEquals("a b c d e", answer.get().response().text());
    }
    pool.shutdown();
  }

  @Test
  void anUnknownProviderIsNamedWithTheKnownOnes() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> upstream.baseUrl("q"));
    assertEquals("There is no provider 'q'; there are [p]", e.getMessage());
  }
}
