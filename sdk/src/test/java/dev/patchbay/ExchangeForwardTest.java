package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Issuer;
import dev.patchbay.json.Json;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testserver.WireTape;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where client and provider speak one protocol, bytes go through as they came. */
class ExchangeForwardTest {
  private static final CallOptions PINNED = CallOptions.builder().providerPin("one").build();

  static Stream<Arguments> answers() {
    return fixtures("resp-");
  }

  static Stream<Arguments> streams() {
    return fixtures("stream-");
  }

  private static Stream<Arguments> fixtures(String prefix) {
    return Arrays.stream(Protocol.values())
        .flatMap(
            protocol ->
                Gateway.fixtures(protocol, prefix).stream()
                    .map(name -> Arguments.of(protocol, name)));
  }

  /** Asks the pinned provider for a model as it names itself in its answer. */
  private static WireTape ask(Protocol protocol, String model, boolean stream, Reply reply) {
    ScriptedProvider one = Gateway.provider("one", protocol).reply(reply);
    try (Gateway gateway = new Gateway(one)) {
      return gateway.ask(
          usageToo(protocol, model.isEmpty() ? "m" : model, stream).options(PINNED).build());
    }
  }

  /** Our encoders ask for usage, so this client did. */
  private static WireRequest.Builder usageToo(Protocol protocol, String model, boolean stream) {
    return Gateway.request(protocol, model, stream);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void aWholeAnswerGoesThroughByteForByte(Protocol protocol, String name) {
    String body = Gateway.fixture(protocol, name);
    ChatResponse said =
        Gateway.CODECS.get(protocol).decodeResponse(Json.utf8(body), Issuer.of("one", "m"));
    WireTape tape = ask(protocol, said.model(), false, Gateway.whole(body));
    assertEquals(200, tape.status(), tape::text);
    assertEquals(body, tape.text());
  }

  @ParameterizedTest
  @MethodSource("streams")
  void aStreamGoesThroughFrameByFrame(Protocol protocol, String name) {
    Codec codec = Gateway.CODECS.get(protocol);
    List<SseFrame> frames = Gateway.frames(Gateway.fixture(protocol, name));
    Gateway.Stream said = Gateway.read(codec, frames);
    WireTape tape =
        ask(
            protocol,
            said.fold().response().model(),
            true,
            Gateway.streamed(Gateway.fixture(protocol, name)));
    if (!said.whole()) {
      assertFalse(Gateway.read(codec, tape.frames()).whole(), "a cut answer shown as whole");
      return;
    }
    List<SseFrame> expected = new ArrayList<>(upToTheEnd(codec, frames));
    SseFrame last = expected.get(expected.size() - 1);
    codec
        .terminator()
        .filter(end -> !end.data().equals(last.data().strip()))
        .filter(
            end ->
                codec.protocol() != Protocol.ANTHROPIC_MESSAGES
                    || !last.data().contains("message_stop"))
        .ifPresent(expected::add);
    assertEquals(expected, tape.frames());
  }

  /** What comes after the protocol's last frame is not the protocol. */
  private static List<SseFrame> upToTheEnd(Codec codec, List<SseFrame> frames) {
    var decoder = codec.decodeStream(Issuer.of("client", "m"));
    List<SseFrame> kept = new ArrayList<>();
    for (SseFrame frame : frames) {
      if (decoder.terminated()) {
        break;
      }
      decoder.decode(frame, event -> {});
      kept.add(frame);
    }
    return kept;
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void theModelIsNamedAsTheClientTypedIt(Protocol protocol) {
    for (boolean stream : new boolean[] {false, true}) {
      ScriptedProvider one =
          Gateway.provider("one", protocol).reply(Reply.text("Hi").withModel("m-2026-01-01"));
      try (Gateway gateway = new Gateway(one)) {
        WireTape tape = gateway.ask(protocol, stream);
        assertEquals("m", Gateway.read(protocol, tape).model());
        assertEquals("m", tape.headers().get("x-patchbay-model"));
      }
    }
  }

  @Test
  void usageIsToldToAClientOfOpenAiOnlyIfItAsked() {
    String body =
        "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
    String asks = ",\"stream_options\":{\"include_usage\":true}}";
    for (String end : List.of("}", asks)) {
      ScriptedProvider one = ScriptedProvider.openai("one");
      try (Gateway gateway = new Gateway(one)) {
        WireTape tape = gateway.ask(WireRequest.of(Protocol.OPENAI_CHAT, Json.utf8(body + end)));
        boolean told = tape.data().stream().anyMatch(data -> data.contains("prompt_tokens"));
        assertEquals(end.equals(asks), told, tape.data()::toString);
        assertEquals("[DONE]", tape.data().get(tape.data().size() - 1));
        assertTrue(one.calls().get(0).body().contains("\"include_usage\":true"));
      }
    }
  }
}
