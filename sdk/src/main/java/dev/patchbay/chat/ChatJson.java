package dev.patchbay.chat;

import com.squareup.moshi.JsonReader;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The stored form of conversations: messages, requests and answers as JSON documents that carry
 * their version, {@code {"v":1,"message":…}}. A later release reads every version before it; a
 * version it does not know, or a field, part or word it does not know, is refused with its path
 * rather than dropped. What a protocol said in words we don't know is kept verbatim, and opaque
 * values keep their issuer. Equal values give equal text: keys in a fixed order, absent fields left
 * out. A request's routing options and an answer's cost and trace are not stored. Stateless.
 */
public final class ChatJson {
  /** The version that is written. */
  public static final int VERSION = 1;

  private ChatJson() {}

  /** One message as a document. */
  public static String write(Message message) {
    return document("message", message, MessageJson::write);
  }

  /** A stored message. */
  public static Message readMessage(String document) {
    return read(document, "message", MessageJson::read);
  }

  /** Messages as one document. */
  public static String write(List<Message> messages) {
    return document("messages", messages, ChatJson::writeAll);
  }

  /** Stored messages. */
  public static List<Message> readMessages(String document) {
    return List.copyOf(read(document, "messages", StoredObject.listOf(MessageJson::read)));
  }

  /** A request as a document, without its routing options. */
  public static String write(ChatRequest request) {
    return document("request", request, RequestJson::write);
  }

  /** A stored request, with default routing options. */
  public static ChatRequest readRequest(String document) {
    return read(document, "request", RequestJson::read);
  }

  /** An answer as a document, without cost and trace. */
  public static String write(ChatResponse response) {
    return document("response", response, ResponseJson::write);
  }

  /** A stored answer. */
  public static ChatResponse readResponse(String document) {
    return read(document, "response", ResponseJson::read);
  }

  private static void writeAll(StoredWriter out, List<Message> messages) throws IOException {
    out.json().beginArray();
    for (Message message : messages) {
      MessageJson.write(out, message);
    }
    out.json().endArray();
  }

  private static <T> String document(String kind, T value, StoredWriter.Element<T> element) {
    return Json.write(
        json -> {
          StoredWriter out = new StoredWriter(json);
          out.begin().number("v", VERSION).object(kind, value, element).end();
        });
  }

  private static <T> T read(String document, String kind, Json.Parser<T> parser) {
    Map<String, Json.Parser<?>> fields = new HashMap<>();
    fields.put("v", JsonReader::nextInt);
    fields.put(kind, parser);
    try {
      return Json.read(
          document,
          reader -> {
            checkVersion(reader);
            return StoredObject.read(reader, fields).need(kind);
          });
    } catch (IllegalArgumentException e) {
      // A value the model's own records refuse, such as a temperature out of range.
      BadJsonException bad = new BadJsonException("$." + kind, String.valueOf(e.getMessage()));
      bad.initCause(e);
      throw bad;
    }
  }

  private static void checkVersion(JsonReader reader) throws IOException {
    String version = StoredObject.word(reader, "v");
    if (!version.equals(String.valueOf(VERSION))) {
      throw new BadJsonException(
          "$.v",
          "The document has version "
              + version
              + ", this release reads versions up to "
              + VERSION
              + ": update it");
    }
  }
}
