package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reasoning, both ways. The protocol has no word for it; servers say {@code reasoning_content}
 * (DeepSeek, xAI, many), {@code reasoning} (Groq, vLLM, Together), {@code reasoning_details}
 * (OpenRouter, with signatures), or put a {@code thinking} part into the content (Mistral).
 * Stateless.
 */
final class ThinkingWords {
  static final String CONTENT = "reasoning_content";
  static final String DETAILS = "reasoning_details";
  private static final String TEXT = "reasoning.text";
  private static final String ENCRYPTED = "reasoning.encrypted";

  /**
   * A piece of reasoning.
   *
   * @param key tells it from other pieces of an answer; null if there is only one
   * @param data encrypted reasoning; null for readable
   */
  record Thought(
      @Nullable String key,
      String text,
      @Nullable String signature,
      @Nullable String data,
      JsonFields extras) {}

  private ThinkingWords() {}

  /** The reasoning of a message or delta; details repeat what stands beside them, and win. */
  static List<Thought> decode(Block message) {
    List<Block> details = message.objects(DETAILS);
    String content = message.string(CONTENT);
    String reasoning = message.string("reasoning");
    List<Thought> thoughts = new ArrayList<>();
    for (Block detail : details) {
      thoughts.add(detail(detail));
    }
    String plain = content == null || content.isEmpty() ? reasoning : content;
    if (thoughts.size() == 1 && plain != null && isBareSignature(thoughts.get(0))) {
      Thought signed = thoughts.get(0);
      return List.of(new Thought(signed.key(), plain, signed.signature(), null, signed.extras()));
    }
    if (thoughts.isEmpty() && plain != null && !plain.isEmpty()) {
      thoughts.add(new Thought(null, plain, null, null, JsonFields.NONE));
    }
    return thoughts;
  }

  /** Of a stream, the text came in its own field, and the signature alone in the details. */
  private static boolean isBareSignature(Thought thought) {
    return thought.text().isEmpty() && thought.signature() != null && thought.data() == null;
  }

  private static Thought detail(Block detail) {
    String text = detail.string("text");
    String summary = detail.string("summary");
    String signature = detail.string("signature");
    String data = detail.string("data");
    JsonFields extras = detail.spokenRest();
    String key = word(extras, "type") + "/" + word(extras, "index");
    String said = text == null ? summary : text;
    return new Thought(key, said == null ? "" : said, signature, data, extras);
  }

  private static String word(JsonFields fields, String name) {
    return fields.get(name).map(RawJson::text).orElse("");
  }

  /** A thinking part of the content. Its signature belongs to nobody yet. */
  static Part chunk(Block part) {
    StringBuilder text = new StringBuilder();
    RawJson said = part.take("thinking");
    if (said != null && said.text().startsWith("\"")) {
      text.append(Block.text(said));
    } else if (said != null) {
      Block holder = Words.block(RawJson.of("{\"parts\":" + said.text() + "}"), part.path());
      holder.objects("parts").forEach(piece -> text.append(piece.string("text", "")));
    }
    String signature = part.string("signature");
    Opaque opaque = signature == null ? null : new Opaque(signature, Words.CLIENT);
    return new Part.Thinking(text.toString(), opaque, PartInfo.of(null, part.spokenRest()));
  }

  /** True if reasoning has more to it than its text. */
  static boolean isDetailed(Part part) {
    return part instanceof Part.OpaqueThinking
        || (part instanceof Part.Thinking thinking
            && (thinking.signature() != null
                || !thinking.info().extras().in(Words.PROTOCOL).isEmpty()));
  }

  static boolean isThinking(Part part) {
    return part instanceof Part.OpaqueThinking || part instanceof Part.Thinking;
  }

  /** All readable reasoning as one text; empty if there is none. */
  static String text(List<Part> parts) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Part.Thinking thinking) {
        text.append(thinking.text());
      }
    }
    return text.toString();
  }

  /** Reasoning as {@code reasoning_details}. */
  static void details(JsonWriter writer, List<Part> parts) throws IOException {
    writer.name(DETAILS).beginArray();
    int index = 0;
    for (Part part : parts) {
      if (part instanceof Part.Thinking thinking) {
        String value = thinking.signature() == null ? null : thinking.signature().value();
        detail(writer, thinking.text(), value, null, own(thinking), index++);
      } else if (part instanceof Part.OpaqueThinking opaque) {
        detail(writer, null, null, opaque.data().value(), own(opaque), index++);
      }
    }
    writer.endArray();
  }

  /** Unknown fields of a thought, as far as the protocol said them. */
  static JsonFields own(Part thought) {
    return thought.info().extras().in(Words.PROTOCOL);
  }

  /** One of the details; its type and index as they came, else as they should be. */
  static void detail(
      JsonWriter writer,
      @Nullable String text,
      @Nullable String signature,
      @Nullable String data,
      JsonFields extras,
      int index)
      throws IOException {
    writer.beginObject();
    if (extras.get("type").isEmpty()) {
      writer.name("type").value(data == null ? TEXT : ENCRYPTED);
    }
    boolean summary = word(extras, "type").contains("summary");
    writer.name(summary ? "summary" : "text").value(text);
    writer.name("signature").value(signature);
    writer.name("data").value(data);
    if (extras.get("index").isEmpty()) {
      writer.name("index").value(index);
    }
    Json.fields(writer, extras);
    writer.endObject();
  }
}
