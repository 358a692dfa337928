package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Usage;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.oai.Counts;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Usage, both ways. The protocol's totals include caches and reasoning, as ours. Stateless. */
final class UsageWords {
  private UsageWords() {}

  /** Reads a usage object. */
  static Usage decode(Block usage) {
    Block input = Counts.details(usage, "prompt_tokens_details", Words.SPEAKS);
    Block output = Counts.details(usage, "completion_tokens_details", Words.SPEAKS);
    Long reasoning = output.count("reasoning_tokens");
    Long prompt = usage.count("prompt_tokens");
    Long hit = usage.count("prompt_cache_hit_tokens"); // DeepSeek
    Long cached = first(input.count("cached_tokens"), first(hit, usage.count("cached_tokens")));
    Long completion =
        Counts.output(
            prompt, usage.count("completion_tokens"), reasoning, usage.count("total_tokens"));
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

  private static @Nullable Long first(@Nullable Long one, @Nullable Long other) {
    return one == null ? other : one;
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
    Counts.write(writer, "cached_tokens", usage.cacheRead());
    Counts.write(writer, "audio_tokens", usage.audioInput());
    Counts.write(writer, "cache_write_tokens", writes(usage));
    writer.endObject();
    writer.name("completion_tokens_details").beginObject();
    Counts.write(writer, "reasoning_tokens", usage.reasoning());
    Counts.write(writer, "audio_tokens", usage.audioOutput());
    writer.endObject();
    Counts.write(writer, "num_search_queries", usage.webSearches());
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
}
