package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.event.RouteEvent;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testserver.WireTape;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.StreamEncoder;
import dev.patchbay.wire.WireReply;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An encoder of ours that fails is a failure for the client, told in its protocol. */
class ExchangeSlipTest {
  /** Encodes some events, then fails for good: also to tell why. */
  private record Slipping(StreamEncoder encoder, int[] left) implements StreamEncoder {
    @Override
    public void encode(ChatEvent event, Consumer<SseFrame> out) {
      slip(left[0]-- == 0);
      encoder.encode(event, out);
    }

    @Override
    public void heartbeat(Consumer<SseFrame> out) {
      encoder.heartbeat(out);
    }

    @Override
    public void end(Consumer<SseFrame> out) {
      slip(true);
    }

    @Override
    public void fail(Failure failure, Consumer<SseFrame> out) {
      slip(left[0] < 0);
      encoder.fail(failure, out);
    }

    private static void slip(boolean now) {
      if (now) {
        throw new IllegalStateException("a slip");
      }
    }

    @Override
    public List<Loss> losses() {
      return List.of();
    }
  }

  /** The same codec, whose first encoder of a stream fails, as each of its whole answers does. */
  private static Codec slipping(Codec codec, int events) {
    int[] streams = {0};
    return (Codec)
        Proxy.newProxyInstance(
            Codec.class.getClassLoader(),
            new Class<?>[] {Codec.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("encodeResponse")) {
                throw new IllegalStateException("a slip");
              }
              try {
                Object made = method.invoke(codec, arguments);
                return made instanceof StreamEncoder encoder && streams[0]++ == 0
                    ? new Slipping(encoder, new int[] {events})
                    : made;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static Router slipping(Router router, Protocol client, int events) {
    Engine e = router.engine;
    Map<Protocol, Codec> codecs = new EnumMap<>(e.codecs());
    codecs.put(client, slipping(codecs.get(client), events));
    return new Router(
        new Engine(
            e.inForce(),
            e.leases(),
            e.dispatcher(),
            e.books(),
            e.contexts(),
            e.compactions(),
            e.conversations(),
            e.stores(),
            e.archive(),
            codecs,
            e.transport(),
            e.media(),
            e.workers(),
            e.calls(),
            e.ids(),
            e.counts(),
            e.discovery(),
            e.keyChecks(),
            e.logbook(),
            e.clock(),
            e.random(),
            e.drain()));
  }

  private static Protocol other(Protocol client) {
    return client == Protocol.OPENAI_CHAT ? Protocol.ANTHROPIC_MESSAGES : Protocol.OPENAI_CHAT;
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void inAStreamAnErrorOfTheProtocolFollowsWhatWasShown(Protocol client) throws IOException {
    ScriptedProvider one = Gateway.provider("one", other(client)).reply(Reply.text("a b c d e f"));
    try (Gateway gateway = new Gateway(one);
        WireReply reply =
            slipping(gateway.kit.router(), client, 4)
                .exchange(Gateway.request(client, "m", true).build())) {
      WireTape tape = new WireTape();
      reply.writeTo(tape);
      Gateway.Stream got = Gateway.read(Gateway.CODECS.get(client), tape.frames());
      assertEquals(200, tape.status());
      assertNotNull(got.error(), tape.data()::toString);
      assertFalse(got.whole());
      assertEquals(1, reply.trace().attempts().size());
      assertFalse(gateway.kit.router().accounts().list().get(0).inFlight() > 0);
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aWholeAnswerThatCannotBeWrittenIsAnErrorOfTheProtocol(Protocol client) throws IOException {
    ScriptedProvider one = Gateway.provider("one", other(client));
    try (Gateway gateway = new Gateway(one);
        WireReply reply =
            slipping(gateway.kit.router(), client, 0)
                .exchange(Gateway.request(client, "m", false).build())) {
      WireTape tape = new WireTape();
      reply.writeTo(tape);
      assertTrue(tape.status() >= 500, tape::text);
      assertEquals(List.of("head", "body"), tape.steps());
      assertTrue(reply.trace().served().isPresent(), "it was answered, and costs");
    }
  }

  @Test
  void whatTheListenerHearsIsAFailureOfOurs() throws IOException {
    try (Upstreams upstreams = new Upstreams()) {
      upstreams.upstream("one", Upstreams.whole("a", "b"));
      Router router = slipping(upstreams.router(), Protocol.ANTHROPIC_MESSAGES, 1);
      WireTape tape =
          WireTape.of(
              router.exchange(Gateway.request(Protocol.ANTHROPIC_MESSAGES, "m", true).build()));
      assertTrue(tape.status() >= 200);
      assertEquals(FailureKind.SERVER_ERROR, upstreams.end().failure().kind());
      assertEquals(
          upstreams.events.stream().filter(RouteEvent.AttemptStarted.class::isInstance).count(),
          upstreams.events.stream().filter(RouteEvent.AttemptEnded.class::isInstance).count());
      upstreams.assertFreed();
    }
  }

  @Test
  void whatTheSinkThrowsComesOutAsItIs() throws IOException {
    IllegalStateException sinks = new IllegalStateException("the server's");
    try (Gateway gateway = new Gateway(ScriptedProvider.anthropic("one"));
        WireReply reply =
            gateway.exchange(Gateway.request(Protocol.OPENAI_CHAT, "m", true).build())) {
      IllegalStateException thrown =
          assertThrows(
              IllegalStateException.class,
              () ->
                  reply.writeTo(
                      new FrameSinkOf(
                          () -> {
                            throw sinks;
                          })));
      assertSame(sinks, thrown);
    }
  }
}
