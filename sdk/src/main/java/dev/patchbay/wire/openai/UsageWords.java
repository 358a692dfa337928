package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Usage;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Usage, both ways. The protocol's totals include caches and reasoning, as ours. Stateless. */
final class UsageWords {
  private static final Block NOTHING = Words.block(RawJson.EMPTY_OBJECT, "$");

  private UsageWords() {}

  /** Reads a usage object. */
  static Usage decode(Block usage) {
    Block input = orNothing(usage.object("prompt_tokens_details"));
    Block output = orNothing(usage.object("completion_tokens_details"));
    Long reasoning = output.count("reasoning_tokens");
    Long prompt = usage.count("prompt_tokens");
    Long hit = usage.count("prompt_cache_hit_tokens"); // DeepSeek
    Long cached = first(input.count("cached_tokens"), first(hit, usage.count("cached_tokens")));
    Long completion =
        whole(prompt, usage.count("completion_tokens"), reasoning, usage.count("total_tokens"));
    return new Usage(
        prompt,
        cached,
        null,
        null,
        input.count("cache_write_tokens"),
        completion,
        reasoning,
        input.count("audio_tokens"),
        output.count("audio_tokens"),
        usage.count("num_search_queries"), // Perplexity
        cost(usage.take("cost")));
  }

  private static Block orNothing(@Nullable Block details) {
    return details == null ? NOTHING : details;
  }

  private static @Nullable Long first(@Nullable Long one, @Nullable Long other) {
    return one == null ? other : one;
  }

  /**
   * Output with its reasoning: where the total is the sum of all three, reasoning was left out of
   * the completion (xAI).
   */
  private static @Nullable Long whole(
      @Nullable Long prompt,
      @Nullable Long completion,
      @Nullable Long reasoning,
      @Nullable Long total) {
    if (prompt == null || completion == null || reasoning == null || total == null) {
      return completion;
    }
    boolean apart = reasoning > 0 && total == prompt + completion + reasoning;
    return apart ? (Long) (completion + reasoning) : completion;
  }

  /** A number (OpenRouter), or an object with the total in it (Perplexity). */
  private static @Nullable BigDecimal cost(@Nullable RawJson cost) {
    if (cost == null) {
      return null;
    }
    return Json.read(cost.text(), UsageWords::cost);
  }

  private static @Nullable BigDecimal cost(JsonReader reader) throws IOException {
    if (reader.peek() != JsonReader.Token.BEGIN_OBJECT) {
      return Json.number(reader);
    }
    RawJson total = Words.block(reader).take("total_cost");
    return total == null ? null : Json.read(total.text(), Json::number);
  }

  /** A whole usage object; totals are counted anew, never copied. */
  static void encode(JsonWriter writer, Usage usage) throws IOException {
    long input = Usage.orZero(usage.inputTotal());
    long output = Usage.orZero(usage.outputTotal());
    writer.beginObject();
    writer.name("prompt_tokens").value(input);
    writer.name("completion_tokens").value(output);
    writer.name("total_tokens").value(input + output);
    writer.name("prompt_tokens_details").beginObject();
    count(writer, "cached_tokens", usage.cacheRead());
    count(writer, "audio_tokens", usage.audioInput());
    count(writer, "cache_write_tokens", writes(usage));
    writer.endObject();
    writer.name("completion_tokens_details").beginObject();
    count(writer, "reasoning_tokens", usage.reasoning());
    count(writer, "audio_tokens", usage.audioOutput());
    writer.endObject();
    count(writer, "num_search_queries", usage.webSearches());
    if (usage.reportedCostUsd() != null) {
      writer.name("cost").value(usage.reportedCostUsd());
    }
    writer.endObject();
  }

  private static @Nullable Long writes(Usage usage) {
    boolean unsaid =
        usage.cacheWrite5m() == null
            && usage.cacheWrite1h() == null
            && usage.cacheWriteOther() == null;
    return unsaid ? null : (Long) usage.cacheWrites();
  }

  private static void count(JsonWriter writer, String name, @Nullable Long count)
      throws IOException {
    if (count != null) {
      writer.name(name).value(count);
    }
  }
}
