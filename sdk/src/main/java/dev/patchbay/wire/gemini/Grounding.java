package dev.patchbay.wire.gemini;

import dev.patchbay.chat.Citation;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sources of an answer as citations. The protocol counts a segment's ends in bytes of UTF-8,
 * the canonical model in characters. Stateless.
 */
final class Grounding {
  private static final String NAME = "groundingMetadata";

  private Grounding() {}

  /** The citations of a text; none if what a candidate says of its sources makes no sense. */
  static List<Citation> citations(JsonFields candidate, String text) {
    RawJson raw = candidate.get(NAME).orElse(null);
    if (raw == null || !raw.isObject()) {
      return List.of();
    }
    try {
      return read(Words.block(raw, "$." + NAME), text);
    } catch (BadJsonException e) {
      return List.of();
    }
  }

  private static List<Citation> read(Block grounding, String text) {
    List<Citation> citations = new ArrayList<>();
    List<Block> chunks = Words.objects(grounding, "groundingChunks");
    for (Block support : Words.objects(grounding, "groundingSupports")) {
      RawJson raw = support.raw();
      Block segment = Words.object(support, "segment");
      for (RawJson index : support.items("groundingChunkIndices")) {
        int at = index.text().matches("\\d{1,6}") ? Integer.parseInt(index.text()) : -1;
        if (at >= 0 && at < chunks.size()) {
          citations.add(citation(chunks.get(at), segment, text, raw));
        }
      }
    }
    return citations;
  }

  private static Citation citation(Block chunk, @Nullable Block segment, String text, RawJson raw) {
    RawJson web = chunk.peek("web");
    Block source = web == null ? chunk : Words.block(web, chunk.path() + ".web");
    RawJson uri = source.peek("uri");
    RawJson title = source.peek("title");
    Long start = segment == null ? null : place(segment, "startIndex");
    Long end = segment == null ? null : place(segment, "endIndex");
    RawJson cited = segment == null ? null : segment.peek("text");
    return new Citation(
        Words.PROTOCOL,
        uri == null ? null : Block.text(uri),
        title == null ? null : Block.text(title),
        cited == null ? null : Block.text(cited),
        end == null ? null : characters(text, start == null ? 0 : start),
        end == null ? null : characters(text, end),
        raw);
  }

  private static @Nullable Long place(Block segment, String name) {
    RawJson raw = segment.peek(name);
    return raw == null || !raw.text().matches("\"?\\d{1,9}\"?")
        ? null
        : (Long) Long.parseLong(raw.text().replace("\"", ""));
  }

  /** The characters that make so many bytes; null if the text is shorter. */
  static @Nullable Integer characters(String text, long bytes) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return bytes > utf8.length
        ? null
        : (Integer) new String(utf8, 0, (int) bytes, StandardCharsets.UTF_8).length();
  }
}
