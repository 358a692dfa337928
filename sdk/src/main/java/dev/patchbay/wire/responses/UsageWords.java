package dev.patchbay.wire.responses;

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
    Block input = orNothing(usage.object("input_tokens_details"));
    Block output = orNothing(usage.object("output_tokens_details"));
    Long prompt = usage.count("input_tokens");
    Long reasoning = output.count("reasoning_tokens");
    Long answer =
        whole(prompt, usage.count("output_tokens"), reasoning, usage.count("total_tokens"));
    return new Usage(
        prompt,
        input.count("cached_tokens"),
        null,
        null,
        input.count("cache_write_tokens"),
        answer,
        reasoning,
        input.count("audio_tokens"),
        output.count("audio_tokens"),
        null,
        cost(usage.take("cost")));
  }

  private static Block orNothing(@Nullable Block details) {
    return details == null ? NOTHING : details;
  }

  /**
   * Output with its reasoning: where the total is the sum of all three, reasoning was left out of
   * the output (xAI).
   */
  private static @Nullable Long whole(
      @Nullable Long input, @Nullable Long output, @Nullable Long reasoning, @Nullable Long total) {
    if (input == null || output == null || reasoning == null || total == null) {
      return output;
    }
    boolean apart = reasoning > 0 && total == input + output + reasoning;
    return apart ? (Long) (output + reasoning) : output;
  }

  /** What OpenRouter says it charges. */
  private static @Nullable BigDecimal cost(@Nullable RawJson cost) {
    return cost == null ? null : Json.read(cost.text(), Json::number);
  }

  /**
   * A whole usage object; totals are counted anew, never copied. The vendor's SDKs require the
   * details, so unknown counts are zero.
   */
  static void encode(JsonWriter writer, Usage usage) throws IOException {
    long input = Usage.orZero(usage.inputTotal());
    long output = Usage.orZero(usage.outputTotal());
    writer.beginObject();
    writer.name("input_tokens").value(input);
    writer.name("input_tokens_details").beginObject();
    writer.name("cached_tokens").value(Usage.orZero(usage.cacheRead()));
    writer.name("cache_write_tokens").value(usage.cacheWrites());
    count(writer, "audio_tokens", usage.audioInput());
    writer.endObject();
    writer.name("output_tokens").value(output);
    writer.name("output_tokens_details").beginObject();
    writer.name("reasoning_tokens").value(Usage.orZero(usage.reasoning()));
    count(writer, "audio_tokens", usage.audioOutput());
    writer.endObject();
    writer.name("total_tokens").value(input + output);
    if (usage.reportedCostUsd() != null) {
      writer.name("cost").value(usage.reportedCostUsd());
    }
    writer.endObject();
  }

  private static void count(JsonWriter writer, String name, @Nullable Long count)
      throws IOException {
    if (count != null) {
      writer.name(name).value(count);
    }
  }
}
