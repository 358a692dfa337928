package dev.patchbay.wire.hard;

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
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.StreamDecoder;
import dev.patchbay.wire.StreamEncoder;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.anthropic.AnthropicCodec;
import dev.patchbay.wire.gemini.GeminiCodec;
import dev.patchbay.wire.openai.OpenAiCodec;
import dev.patchbay.wire.responses.ResponsesCodec;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shorthand of this package's tests: one protocol's bytes in, another's out, through the public
 * face of the codecs. JSON is written with single quotes.
 */
enum Hop {
  CHAT(new OpenAiCodec()),
  RESPONSES(new ResponsesCodec()),
  ANTHROPIC(new AnthropicCodec()),
  GEMINI(new GeminiCodec());

  static final String MODEL = "m-1";
  static final ClientView CLIENT = new ClientView(MODEL, true);

  final Codec codec;

  Hop(Codec codec) {
    this.codec = codec;
  }

  Protocol protocol() {
    return codec.protocol();
  }

  /** Who answers where a test says nothing else. */
  Issuer issuer() {
    return Issuer.of(protocol().id(), MODEL);
  }

  TargetProfile target(Quirk... quirks) {
    return new TargetProfile(MODEL, issuer(), Set.of(quirks), null, null, null);
  }

  ChatRequest request(String json) {
    return codec.decodeRequest(bytes(json));
  }

  Sent sent(ChatRequest request, Quirk... quirks) {
    return sent(request, target(quirks));
  }

  Sent sent(ChatRequest request, TargetProfile target) {
    return new Sent(codec.encodeRequest(request, target, false));
  }

  ChatResponse answer(String json) {
    return codec.decodeResponse(bytes(json), issuer());
  }

  Sent told(ChatResponse response) {
    return new Sent(codec.encodeResponse(response, CLIENT));
  }

  /** The frames by which a client is told these events. */
  List<SseFrame> frames(List<ChatEvent> events) {
    StreamEncoder encoder = codec.encodeStream(CLIENT);
    List<SseFrame> frames = new ArrayList<>();
    events.forEach(event -> encoder.encode(event, frames::add));
    encoder.end(frames::add);
    return frames;
  }

  /** What a client makes of frames. */
  ChatResponse folded(List<SseFrame> frames, Issuer issuer) {
    StreamDecoder decoder = codec.decodeStream(issuer);
    ChatFold fold = new ChatFold();
    frames.forEach(frame -> decoder.decode(frame, fold::add));
    decoder.end(fold::add);
    return fold.response();
  }

  static byte[] bytes(String json) {
    return Json.utf8(json.replace('\'', '"'));
  }

  /** What was written, and how it is asked for. */
  record Sent(Encoded encoded) {
    /** The value at a path of names and indexes, -1 the last; null if there is none. */
    @Nullable Object at(Object... path) {
      Object value = JsonTree.of(RawJson.of(json())).value();
      for (Object step : path) {
        if (value instanceof Map<?, ?> map) {
          value = map.get(step);
        } else if (value instanceof List<?> list && step instanceof Integer index) {
          int place = index < 0 ? list.size() + index : index;
          value = place < list.size() ? list.get(place) : null;
        } else {
          return null;
        }
      }
      return value;
    }

    /** The value at a path as text. */
    String text(Object... path) {
      Object value = at(path);
      return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }

    /** How many elements the array at a path has. */
    int count(Object... path) {
      return at(path) instanceof List<?> list ? list.size() : -1;
    }

    /** The values of a field of the elements of the array at a path. */
    List<String> each(String field, Object... path) {
      return at(path) instanceof List<?> list
          ? list.stream().map(element -> String.valueOf(((Map<?, ?>) element).get(field))).toList()
          : List.of();
    }

    String json() {
      return new String(encoded.body(), StandardCharsets.UTF_8);
    }

    /** What was declared lost. */
    List<String> losses() {
      return encoded.losses().stream().map(Loss::feature).toList();
    }
  }
}
