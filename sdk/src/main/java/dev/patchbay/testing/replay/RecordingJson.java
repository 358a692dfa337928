package dev.patchbay.testing.replay;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
import dev.patchbay.transport.SseFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file of a recording. Bodies that are JSON stand in it as JSON under {@code body}, others as a
 * string under {@code text}. Stateless.
 */
final class RecordingJson {
  private RecordingJson() {}

  static String write(Recording recording) {
    return Json.write(
        writer -> {
          writer.setIndent("  ");
          writer.beginObject();
          writer.name("method").value(recording.method());
          writer.name("url").value(recording.url());
          headers(writer, "request_headers", recording.requestHeaders());
          writer.name("request").beginObject();
          body(writer, recording.body());
          writer.endObject();
          writer.name("status").value(recording.status());
          headers(writer, "response_headers", recording.headers());
          if (recording.answer() != null) {
            writer.name("response").beginObject();
            body(writer, recording.answer());
            writer.endObject();
          }
          frames(writer, recording.frames());
          broken(writer, recording.broken());
          writer.endObject();
        });
  }

  private static void headers(JsonWriter writer, String name, Map<String, String> headers)
      throws IOException {
    writer.name(name).beginObject();
    for (Map.Entry<String, String> header : headers.entrySet()) {
      writer.name(header.getKey()).value(header.getValue());
    }
    writer.endObject();
  }

  private static void body(JsonWriter writer, String body) throws IOException {
    try {
      RawJson raw = RawJson.of(body);
      writer.name("body");
      Json.raw(writer, raw);
    } catch (BadJsonException e) {
      writer.name("text").value(body);
    }
  }

  private static void frames(JsonWriter writer, List<Recording.TimedFrame> frames)
      throws IOException {
    writer.name("frames").beginArray();
    for (Recording.TimedFrame timed : frames) {
      writer.beginObject().name("after_ms").value(timed.afterMillis());
      if (timed.frame().event() != null) {
        writer.name("event").value(timed.frame().event());
      }
      writer.name("data").value(timed.frame().data()).endObject();
    }
    writer.endArray();
  }

  private static void broken(JsonWriter writer, Recording.@Nullable Broken broken)
      throws IOException {
    if (broken != null) {
      writer.name("broken").beginObject();
      writer.name("kind").value(broken.kind().name());
      writer.name("phase").value(broken.phase().name());
      writer.name("message").value(broken.message()).endObject();
    }
  }

  /**
   * Reads a file.
   *
   * @throws BadJsonException if it is no recording
   */
  static Recording read(String text) {
    return Json.read(text, RecordingJson::recording);
  }

  private static Recording recording(JsonReader reader) throws IOException {
    Map<String, String> words = new LinkedHashMap<>();
    Map<String, Map<String, String>> headers = new LinkedHashMap<>();
    List<Recording.TimedFrame> frames = new ArrayList<>();
    Map<String, String> broken = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      switch (name) {
        case "request_headers", "response_headers" -> headers.put(name, strings(reader));
        case "request", "response" -> words.put(name, body(reader));
        case "frames" -> frames(reader, frames);
        case "broken" -> broken.putAll(strings(reader));
        default -> words.put(name, reader.nextString());
      }
    }
    reader.endObject();
    return new Recording(
        words.getOrDefault("method", ""),
        words.getOrDefault("url", ""),
        headers.getOrDefault("request_headers", Map.of()),
        words.getOrDefault("request", ""),
        Integer.parseInt(words.getOrDefault("status", "0")),
        headers.getOrDefault("response_headers", Map.of()),
        words.get("response"),
        frames,
        broken(broken));
  }

  private static Recording.@Nullable Broken broken(Map<String, String> words) {
    if (words.isEmpty()) {
      return null;
    }
    return new Recording.Broken(
        FailureKind.valueOf(words.getOrDefault("kind", "NETWORK")),
        FailurePhase.valueOf(words.getOrDefault("phase", "CONNECTING")),
        words.getOrDefault("message", ""));
  }

  private static Map<String, String> strings(JsonReader reader) throws IOException {
    Map<String, String> strings = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      strings.put(reader.nextName(), reader.nextString());
    }
    reader.endObject();
    return strings;
  }

  private static String body(JsonReader reader) throws IOException {
    String body = "";
    reader.beginObject();
    while (reader.hasNext()) {
      body = reader.nextName().equals("body") ? Json.raw(reader).text() : reader.nextString();
    }
    reader.endObject();
    return body;
  }

  private static void frames(JsonReader reader, List<Recording.TimedFrame> frames)
      throws IOException {
    reader.beginArray();
    while (reader.hasNext()) {
      Map<String, String> frame = strings(reader);
      frames.add(
          new Recording.TimedFrame(
              Long.parseLong(frame.getOrDefault("after_ms", "0")),
              new SseFrame(frame.get("event"), frame.getOrDefault("data", ""))));
    }
    reader.endArray();
  }
}
