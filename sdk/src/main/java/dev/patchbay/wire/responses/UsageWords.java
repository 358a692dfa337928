package dev.patchbay.wire.responses;

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
    Block input = Counts.details(usage, "input_tokens_details", Words.SPEAKS);
    Block output = Counts.details(usage, "output_tokens_details", Words.SPEAKS);
    Long prompt = usage.count("input_tokens");
    Long reasoning = output.count("reasoning_tokens");
    Long answer =
        Counts.output(prompt, usage.count("output_tokens"), reasoning, usage.count("total_tokens"));
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
    Counts.write(writer, "audio_tokens", usage.audioInput());
    writer.endObject();
    writer.name("output_tokens").value(output);
    writer.name("output_tokens_details").beginObject();
    writer.name("reasoning_tokens").value(Usage.orZero(usage.reasoning()));
    Counts.write(writer, "audio_tokens", usage.audioOutput());
    writer.endObject();
    writer.name("total_tokens").value(input + output);
    if (usage.reportedCostUsd() != null) {
      writer.name("cost").value(usage.reportedCostUsd());
    }
    writer.endObject();
  }
}
