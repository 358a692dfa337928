package dev.patchbay.wire.responses;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Issuer;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reasoning items, both ways. Readable reasoning is a summary or the model's own text, each in
 * entries; canonical text joins them. Where one entry of a summary does not tell it all, the lists
 * are kept as they came. Stateless.
 */
final class ThinkingWords {
  static final String SUMMARY = "summary";
  static final String CONTENT = "content";
  static final String ENCRYPTED = "encrypted_content";

  /** Between the entries. */
  static final String BETWEEN = "\n\n";

  /** The model's own text, of which the entries are not known yet. */
  private static final RawJson BEGUN = RawJson.of("[]");

  private ThinkingWords() {}

  /** The mark of an item that streams the model's own text. */
  static JsonFields raw(JsonFields mark) {
    return Mark.of(Mark.fields(mark).as(Words.PROTOCOL).with(CONTENT, BEGUN));
  }

  /** A reasoning item: readable if it has any text, else opaque. */
  static Part decode(Block item, Issuer issuer) {
    String encrypted = item.string(ENCRYPTED);
    RawJson summary = item.peek(SUMMARY);
    RawJson content = item.peek(CONTENT);
    List<String> told = texts(item, SUMMARY);
    int summaries = told.size();
    told.addAll(texts(item, CONTENT));
    boolean plain = told.size() == summaries && summaries <= 1;
    JsonFields fields = item.spokenRest();
    if (!plain && summary != null) {
      fields = fields.and(JsonFields.of(Words.PROTOCOL, SUMMARY, summary));
    }
    if (!plain && content != null) {
      fields = fields.and(JsonFields.of(Words.PROTOCOL, CONTENT, content));
    }
    PartInfo info =
        fields.isEmpty() ? PartInfo.NONE : PartInfo.of(null, Mark.of(fields.as(Words.PROTOCOL)));
    String text = text(told);
    Opaque sealed = encrypted == null ? null : new Opaque(encrypted, issuer);
    return text.isEmpty() && sealed != null
        ? new Part.OpaqueThinking(sealed, info)
        : new Part.Thinking(text, sealed, info);
  }

  private static List<String> texts(Block item, String name) {
    List<String> texts = new ArrayList<>();
    for (Block entry : item.objects(name)) {
      texts.add(entry.string("text", ""));
    }
    return texts;
  }

  private static String text(List<String> told) {
    return told.stream().filter(text -> !text.isEmpty()).collect(Collectors.joining(BETWEEN));
  }

  /** The lists of a reasoning item, as they came or as one entry of a summary. */
  static void encode(JsonWriter writer, String text, JsonFields mark) throws IOException {
    RawJson summary = mark.get(SUMMARY).orElse(null);
    RawJson content = mark.get(CONTENT).orElse(null);
    writer.name(SUMMARY);
    if (summary != null) {
      Json.raw(writer, summary);
    } else {
      writer.beginArray();
      if (content == null && !text.isEmpty()) {
        entry(writer, "summary_text", text);
      }
      writer.endArray();
    }
    if (content != null && !content.equals(BEGUN)) {
      Json.raw(writer.name(CONTENT), content);
    } else if (content != null) {
      writer.name(CONTENT).beginArray();
      entry(writer, "reasoning_text", text);
      writer.endArray();
    }
  }

  static void entry(JsonWriter writer, String type, String text) throws IOException {
    writer.beginObject();
    writer.name("type").value(type);
    writer.name("text").value(text);
    writer.endObject();
  }

  static boolean isThinking(Part part) {
    return part instanceof Part.OpaqueThinking || part instanceof Part.Thinking;
  }

  /** What is sealed in it; null if nothing is. */
  static @Nullable Opaque sealed(Part thinking) {
    if (thinking instanceof Part.OpaqueThinking opaque) {
      return opaque.data();
    }
    return thinking instanceof Part.Thinking readable ? readable.signature() : null;
  }
}
