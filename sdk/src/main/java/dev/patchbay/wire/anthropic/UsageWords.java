package dev.patchbay.wire.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Usage;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Kept;
import dev.patchbay.wire.ServiceTiers;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Usage, both ways. The protocol's {@code input_tokens} leaves out what was read from and written
 * to a cache; the canonical total has it. Stateless.
 */
final class UsageWords {
  /** What is kept under this name in an answer's extras: fields of usage without a class. */
  static final String DETAILS = "usage_details";

  private static final String SERVER_TOOLS = "server_tool_use";

  private UsageWords() {}

  /**
   * Reads a usage object.
   *
   * @param before what the stream said earlier: a later total of cache writes without its split
   *     must not be taken for further writes; null if nothing
   */
  static Usage decode(Block usage, @Nullable Usage before) {
    Long fresh = usage.count("input_tokens");
    Long read = usage.count("cache_read_input_tokens");
    Long written = usage.count("cache_creation_input_tokens");
    Block split = usage.object("cache_creation");
    boolean known = before != null && before.cacheWrites() >= Usage.orZero(written);
    Long unsplit = known ? null : written;
    Long fiveMinutes = split == null ? unsplit : split.count("ephemeral_5m_input_tokens");
    Long hour = split == null ? null : split.count("ephemeral_1h_input_tokens");
    if (written == null && split != null) {
      written = Usage.orZero(fiveMinutes) + Usage.orZero(hour);
    }
    Long output = usage.count("output_tokens");
    Block details = usage.object("output_tokens_details");
    return new Usage(
        total(fresh, read, written),
        read,
        fiveMinutes,
        hour,
        null,
        output,
        details == null ? null : details.count("thinking_tokens"),
        null,
        null,
        searches(usage),
        null);
  }

  private static @Nullable Long searches(Block usage) {
    RawJson tools = usage.peek(SERVER_TOOLS);
    return tools == null
        ? null
        : Words.block(tools, usage.path() + "." + SERVER_TOOLS).count("web_search_requests");
  }

  /** What {@link #decode} left in the object: fields no class of tokens holds. */
  static JsonFields rest(Block usage) {
    usage.take("service_tier"); // said of the answer
    RawJson tools = usage.take(SERVER_TOOLS);
    JsonFields rest = usage.spokenRest();
    return tools == null ? rest : rest.and(JsonFields.of(Words.PROTOCOL, SERVER_TOOLS, tools));
  }

  /** Null only if nothing was said of the input: a last frame may tell the output alone. */
  private static @Nullable Long total(
      @Nullable Long fresh, @Nullable Long read, @Nullable Long written) {
    if (fresh == null && read == null && written == null) {
      return null;
    }
    return Usage.orZero(fresh) + Usage.orZero(read) + Usage.orZero(written);
  }

  /** A whole usage object; unknown counts are zero, as the vendor's SDKs want numbers. */
  static void encode(
      JsonWriter writer, @Nullable Usage usage, @Nullable String tier, JsonFields details)
      throws IOException {
    Usage told = usage == null ? Usage.of(0, 0) : usage;
    writer.beginObject();
    writer.name("input_tokens").value(told.freshInput());
    writer.name("cache_creation_input_tokens").value(told.cacheWrites());
    writer.name("cache_read_input_tokens").value(Usage.orZero(told.cacheRead()));
    writer.name("cache_creation").beginObject();
    writer
        .name("ephemeral_5m_input_tokens")
        .value(Usage.orZero(told.cacheWrite5m()) + Usage.orZero(told.cacheWriteOther()));
    writer.name("ephemeral_1h_input_tokens").value(Usage.orZero(told.cacheWrite1h()));
    writer.endObject();
    writer.name("output_tokens").value(Usage.orZero(told.outputTotal()));
    thinking(writer, told);
    serverTools(writer, told, details);
    writer.name("service_tier").value(ServiceTiers.anthropic(tier));
    nullUnlessSaid(writer, "inference_geo", details);
    nullUnlessSaid(writer, "speed", details);
    Json.fields(writer, details.without(SERVER_TOOLS).without("inference_geo").without("speed"));
    writer.endObject();
  }

  private static void thinking(JsonWriter writer, Usage usage) throws IOException {
    writer.name("output_tokens_details");
    if (usage.reasoning() == null) {
      writer.nullValue();
    } else {
      writer.beginObject().name("thinking_tokens").value(usage.reasoning()).endObject();
    }
  }

  private static void serverTools(JsonWriter writer, Usage usage, JsonFields details)
      throws IOException {
    RawJson raw = details.get(SERVER_TOOLS).orElse(null);
    writer.name(SERVER_TOOLS);
    if (raw != null) {
      Json.raw(writer, raw);
    } else if (usage.webSearches() == null) {
      writer.nullValue();
    } else {
      writer.beginObject().name("web_search_requests").value(usage.webSearches());
      writer.name("web_fetch_requests").value(0).endObject();
    }
  }

  private static void nullUnlessSaid(JsonWriter writer, String name, JsonFields details)
      throws IOException {
    writer.name(name);
    RawJson said = details.get(name).orElse(null);
    if (said == null) {
      writer.nullValue();
    } else {
      Json.raw(writer, said);
    }
  }

  /** Details kept in an answer's extras. */
  static JsonFields details(JsonFields extras) {
    return Kept.inside(Words.SPEAKS, extras, DETAILS);
  }

  /** Extras with the details in them, if there are any. */
  static JsonFields keep(JsonFields extras, JsonFields details) {
    return Kept.with(Words.SPEAKS, extras, DETAILS, details);
  }
}
