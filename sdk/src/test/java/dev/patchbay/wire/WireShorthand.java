package dev.patchbay.wire;

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
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Short forms for the tests of the codecs, which each extend it by their codec and their words.
 * Stateless.
 */
public abstract class WireShorthand {
  protected WireShorthand() {}

  /** JSON whose quotes may be written as apostrophes. */
  protected static byte[] json(String text) {
    return Json.utf8(quoted(text));
  }

  protected static String quoted(String text) {
    return text.replace('\'', '"');
  }

  protected static TargetProfile target(
      Issuer issuer, @Nullable Integer maxOutput, Quirk... quirks) {
    return new TargetProfile(issuer.model(), issuer, Set.of(quirks), null, null, maxOutput);
  }

  protected static Encoded encode(
      Codec codec, ChatRequest request, Issuer issuer, Quirk... quirks) {
    return codec.encodeRequest(request, target(issuer, null, quirks), false);
  }

  /** The features that were lost, in order. */
  public static List<String> lost(Encoded encoded) {
    return encoded.losses().stream().map(Loss::feature).toList();
  }

  public static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The value at a path, as a text. */
  public static String text(byte[] body, Object... path) {
    Object value = at(body, path);
    return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
  }

  /** The value at a path of names and indexes; null if there is none. */
  public static @Nullable Object at(byte[] body, Object... path) {
    return at(text(body), path);
  }

  /** The value at a path of names and indexes; null if there is none. */
  public static @Nullable Object at(String document, Object... path) {
    Object value = JsonTree.of(RawJson.of(document)).value();
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

  public static SseFrame frame(String json) {
    return SseFrame.data(quoted(json));
  }

  /** The events of the frames, without the end of the stream. */
  protected static List<ChatEvent> events(StreamDecoder decoder, Iterable<SseFrame> frames) {
    List<ChatEvent> events = new ArrayList<>();
    frames.forEach(frame -> decoder.decode(frame, events::add));
    return events;
  }

  /** Frames without a name. */
  protected static List<SseFrame> data(String... frames) {
    return Stream.of(frames).map(SseFrame::data).toList();
  }

  /** The answer of a whole stream. */
  protected static ChatResponse stream(StreamDecoder decoder, Iterable<SseFrame> frames) {
    List<ChatEvent> events = events(decoder, frames);
    decoder.end(events::add);
    return foldEvents(events);
  }

  protected static ChatResponse foldEvents(List<ChatEvent> events) {
    ChatFold fold = new ChatFold();
    events.forEach(fold::add);
    return fold.response();
  }

  /** The frames of a whole stream. */
  protected static List<SseFrame> frames(StreamEncoder encoder, List<ChatEvent> events) {
    List<SseFrame> frames = new ArrayList<>();
    Consumer<SseFrame> out = frames::add;
    events.forEach(event -> encoder.encode(event, out));
    encoder.end(out);
    return frames;
  }

  public static void assertSame(String expected, byte[] body) {
    RawJson actual = RawJson.of(text(body));
    RawJson wanted = RawJson.of(quoted(expected));
    assertTrue(wanted.sameValue(actual), () -> "expected " + wanted + " but was " + actual);
  }
}
