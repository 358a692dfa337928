package dev.patchbay.wire.gemini;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Issuer;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.ClientView;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.StreamDecoder;
import dev.patchbay.wire.StreamEncoder;
import dev.patchbay.wire.TargetProfile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shorthand of this package's tests. */
final class Wire {
  static final GeminiCodec CODEC = new GeminiCodec();
  static final Issuer ISSUER = Issuer.of("gemini", "gemini-3");
  static final ClientView CLIENT = new ClientView("gemini-3", true);

  private Wire() {}

  static TargetProfile target(Quirk... quirks) {
    return target(null, quirks);
  }

  static TargetProfile target(@Nullable Integer maxOutput, Quirk... quirks) {
    return new TargetProfile("gemini-3", ISSUER, Set.of(quirks), null, null, maxOutput);
  }

  static ChatRequest decode(String json) {
    return CODEC.decodeRequest(Json.utf8(json.replace('\'', '"')));
  }

  static Encoded encode(ChatRequest request, Quirk... quirks) {
    return CODEC.encodeRequest(request, target(quirks), false);
  }

  static ChatRequest.Builder request() {
    return ChatRequest.builder().model("gemini-3").user("Hi");
  }

  static List<String> features(Encoded encoded) {
    return encoded.losses().stream().map(Loss::feature).toList();
  }

  /** The value at a path of names and indexes; null if there is none. */
  static @Nullable Object at(byte[] body, Object... path) {
    Object value = JsonTree.of(RawJson.of(new String(body, StandardCharsets.UTF_8))).value();
    for (Object step : path) {
      if (value instanceof Map<?, ?> map) {
        value = map.get(step);
      } else if (value instanceof List<?> list && step instanceof Integer index) {
        value = index < list.size() ? list.get(index) : null;
      } else {
        return null;
      }
    }
    return value;
  }

  static String text(byte[] body, Object... path) {
    Object value = at(body, path);
    return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
  }

  static ChatResponse answer(String json) {
    return CODEC.decodeResponse(Json.utf8(json.replace('\'', '"')), ISSUER);
  }

  static SseFrame frame(String json) {
    return SseFrame.data(json.replace('\'', '"'));
  }

  static ChatResponse fold(List<SseFrame> frames) {
    StreamDecoder decoder = CODEC.decodeStream(ISSUER);
    ChatFold fold = new ChatFold();
    frames.forEach(frame -> decoder.decode(frame, fold::add));
    decoder.end(fold::add);
    return fold.response();
  }

  static List<SseFrame> frames(List<ChatEvent> events) {
    StreamEncoder encoder = CODEC.encodeStream(CLIENT);
    List<SseFrame> frames = new ArrayList<>();
    events.forEach(event -> encoder.encode(event, frames::add));
    encoder.end(frames::add);
    return frames;
  }

  static void assertSame(String expected, byte[] body) {
    RawJson actual = RawJson.of(new String(body, StandardCharsets.UTF_8));
    RawJson wanted = RawJson.of(expected.replace('\'', '"'));
    assertTrue(wanted.sameValue(actual), () -> "expected " + wanted + " but was " + actual);
  }
}
