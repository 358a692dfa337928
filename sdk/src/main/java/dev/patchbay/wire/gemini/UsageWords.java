package dev.patchbay.wire.gemini;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Usage;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Kept;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Usage, both ways. The protocol's {@code promptTokenCount} leaves out the prompts of hosted tools,
 * its {@code candidatesTokenCount} the thoughts; the canonical totals have them. Stateless.
 */
final class UsageWords {
  /** What is kept under this name in an answer's extras: fields of usage without a class. */
  static final String NAME = "usageMetadata";

  private static final String TOOL_PROMPT = "toolUsePromptTokenCount";

  private UsageWords() {}

  /** Reads a usage object. */
  static Usage decode(Block usage) {
    Long prompt = usage.count("promptTokenCount");
    Long cached = usage.count("cachedContentTokenCount");
    Long thoughts = usage.count("thoughtsTokenCount");
    Long candidates = usage.count("candidatesTokenCount");
    Long total = usage.count("totalTokenCount");
    Long tool = toolPrompt(usage);
    Long input =
        prompt == null && tool == null ? null : (Long) (Usage.orZero(prompt) + Usage.orZero(tool));
    return new Usage(
        input,
        cached,
        null,
        null,
        null,
        output(Usage.orZero(input), candidates, thoughts, total),
        thoughts,
        modality(usage.peek("promptTokensDetails")),
        modality(usage.peek("candidatesTokensDetails")),
        null,
        null);
  }

  private static @Nullable Long toolPrompt(Block usage) {
    RawJson raw = usage.peek(TOOL_PROMPT);
    Long count = usage.count(TOOL_PROMPT);
    if (raw != null) {
      usage.putBack(TOOL_PROMPT, raw);
    }
    return count;
  }

  /** What {@link #decode} left in the object: fields no class of tokens holds. */
  static JsonFields rest(Block usage) {
    return usage.spokenRest();
  }

  /**
   * Output with its thoughts. Zeros are left out by the vendor; and where the total says so, the
   * thoughts are among the candidates' tokens already (some versions of Vertex).
   */
  private static @Nullable Long output(
      long input, @Nullable Long candidates, @Nullable Long thoughts, @Nullable Long total) {
    if (candidates == null && thoughts == null) {
      return total == null ? null : (Long) 0L;
    }
    long said = Usage.orZero(candidates);
    boolean included = total != null && candidates != null && total - input == said;
    return included ? said : said + Usage.orZero(thoughts);
  }

  private static @Nullable Long modality(@Nullable RawJson list) {
    if (list == null || !list.text().startsWith("[") || !list.text().contains("AUDIO")) {
      return null;
    }
    Block holder = Words.block(RawJson.object(JsonFields.of(Words.PROTOCOL, "list", list)), "$");
    for (Block detail : Words.objects(holder, "list")) {
      if (detail.string("modality", "").equals("AUDIO")) {
        return detail.count("tokenCount");
      }
    }
    return null;
  }

  /** A whole usage object; totals are counted anew, never copied. */
  static void encode(JsonWriter writer, @Nullable Usage usage, JsonFields details)
      throws IOException {
    if (usage == null) {
      return;
    }
    RawJson rawTool = details.get(TOOL_PROMPT).orElse(null);
    long tool = rawTool == null ? 0 : tool(details);
    long input = Usage.orZero(usage.inputTotal());
    long output = Usage.orZero(usage.outputTotal());
    writer.name(NAME).beginObject();
    writer.name("promptTokenCount").value(Math.max(0, input - tool));
    writer
        .name("candidatesTokenCount")
        .value(Math.max(0, output - Usage.orZero(usage.reasoning())));
    writer.name("totalTokenCount").value(input + output);
    if (usage.cacheRead() != null) {
      writer.name("cachedContentTokenCount").value(usage.cacheRead());
    }
    if (usage.reasoning() != null) {
      writer.name("thoughtsTokenCount").value(usage.reasoning());
    }
    Json.fields(writer, details);
    writer.endObject();
  }

  private static long tool(JsonFields details) {
    return Usage.orZero(Words.block(RawJson.object(details), "$").count(TOOL_PROMPT));
  }

  /** Details kept in an answer's extras. */
  static JsonFields details(JsonFields extras) {
    return Kept.inside(Words.SPEAKS, extras, NAME);
  }

  /** Extras with the details in them, if there are any. */
  static JsonFields keep(JsonFields extras, JsonFields details) {
    return Kept.with(Words.SPEAKS, extras, NAME, details);
  }
}
