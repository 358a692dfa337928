package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.chat.ChatJson;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests: what a client sends, and what goes upstream. */
interface RequestContract {
  Subject subject();

  @ParameterizedTest
  @MethodSource("requests")
  default void decodesARequestToItsExpectedValue(Fixture fixture) {
    ChatRequest request = subject().codec().decodeRequest(fixture.bytes());
    String stored = ChatJson.write(request);
    assertEquals(fixture.expected(stored), stored);
    assertEquals(Set.of(), subject().strangers(request));
  }

  @ParameterizedTest
  @MethodSource("requests")
  default void encodesARequestOfItsOwnProtocolWithoutLoss(Fixture fixture) {
    ChatRequest request = subject().codec().decodeRequest(fixture.bytes());
    if (subject().isStable(fixture)) {
      assertEquals(List.of(), encode(fixture, request).losses());
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  default void decodesItsOwnRequestToTheSameValue(Fixture fixture) {
    ChatRequest request = subject().codec().decodeRequest(fixture.bytes());
    ChatRequest again = subject().codec().decodeRequest(encode(fixture, request).body());
    if (!subject().isStable(fixture)) {
      request = again;
      again = subject().codec().decodeRequest(encode(fixture, again).body());
    }
    assertEquals(
        ChatJson.write(request.toBuilder().model(Subject.MODEL).build()),
        ChatJson.write(again.toBuilder().model(Subject.MODEL).build()));
  }

  @ParameterizedTest
  @MethodSource("requests")
  default void encodesTheSameRequestToTheSameBytes(Fixture fixture) {
    ChatRequest request = subject().codec().decodeRequest(fixture.bytes());
    ChatRequest again = subject().codec().decodeRequest(fixture.bytes());
    assertEquals(text(encode(fixture, request).body()), text(encode(fixture, again).body()));
  }

  @ParameterizedTest
  @MethodSource("requests")
  default void seesWhetherAStreamIsWanted(Fixture fixture) {
    Map<?, ?> body = (Map<?, ?>) JsonTree.of(RawJson.of(text(fixture.bytes()))).value();
    assertEquals(
        Boolean.TRUE.equals(body.get("stream")), subject().codec().wantsStream(fixture.bytes()));
    ChatRequest request = subject().codec().decodeRequest(fixture.bytes());
    for (boolean stream : new boolean[] {true, false}) {
      Encoded encoded = subject().codec().encodeRequest(request, subject().target(), stream);
      assertEquals(stream, subject().codec().wantsStream(encoded.body()));
    }
  }

  /** As a stream if the client asked for one: some fields belong to streams only. */
  private Encoded encode(Fixture fixture, ChatRequest request) {
    boolean stream = subject().codec().wantsStream(fixture.bytes());
    return subject().codec().encodeRequest(request, subject().target(), stream);
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }
}
